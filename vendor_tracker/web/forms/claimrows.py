"""Parts of the form of a claim: a measured figure, one more bar, an older result."""

from decimal import Decimal

from wtforms import BooleanField
from wtforms import Form as Plain

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.vocabulary import BarAbout, SetBy, TestData, Tester
from vendor_tracker.web.forms.fields import Choice, DayDateField, Line, Number, WholeNumber


class Measured(Number):
    """A measured figure, typed with or without its percent sign."""

    def read(self, text: str) -> Decimal:
        """Read a figure; one that is said to be in percent is a part of a whole."""
        figure = super().read(text.removesuffix("%").rstrip())
        if text.endswith("%") and not 0 <= figure <= 100:
            raise Refused(
                "A percentage lies between 0 and 100. Leave the sign out if it can be more."
            )
        return figure


class BarRow(Plain):
    """One more bar that a claim is held against."""

    about = Choice("What it limits", BarAbout, explained=False, default=BarAbout.level)
    set_by = Choice("Who set it?", SetBy, empty="Choose one", explained=False)
    value = Measured("Bar")
    set_on = DayDateField("Set on")
    source = Line("Where it stands")
    why = Line("Why this figure")
    people = WholeNumber("How many people set it")
    has_clinician = BooleanField("A clinician was among them")


class ResultRow(Plain):
    """An older result for everyone; those by group have a page of their own."""

    estimate = Measured("Result")
    low = Measured("Range from")
    high = Measured("Range to")
    n = WholeNumber("Patients tested")
    positives = WholeNumber("With the condition")
    tested_on = DayDateField("Tested on")
    tester = Choice("Who tested", Tester, empty="Not said", explained=False)
    tested_by = Line("Tested by")
    test_data = Choice("Data", TestData, empty="Not said", explained=False)
