"""The forms of a business case: one for each part."""

import dataclasses
from collections.abc import Sequence
from datetime import date
from typing import Any

from wtforms import FieldList, FormField
from wtforms import Form as Plain
from wtforms.widgets import HiddenInput

from vendor_tracker.domain.benefits import BenefitRow, Measured, unmeasured
from vendor_tracker.domain.cases import (
    ApprovalRow,
    CasePart,
    CaseRow,
    CriterionRow,
    OptionRow,
    OutcomeRow,
    RiskRow,
    TimeRow,
    WorryRow,
)
from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.vocabulary import BenefitKind, CaseNeed, CriterionKind, Known, Likelihood
from vendor_tracker.storage.queries.cases import CaseDetail
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import (
    Choice,
    DayDateField,
    Line,
    Number,
    UnitPrice,
    WholeNumber,
    Words,
)

# Rows that always stand open, so that one can be added without script.
SPARE_ROWS = 2
_MOST_ROWS = 60


class NeedForm(Form):
    """What the product is wanted for."""

    need_kind = Choice("What is it to help with?", CaseNeed, empty="Not said", explained=False)
    need = Words(
        "The need, in one sentence",
        description="What is wrong today, for whom. Leave the product out of it.",
    )
    need_number = Line(
        "Today’s number",
        description="Such as: 39 of 100 night scans with a bleed wait more than an hour.",
    )
    strategies = Words(
        "Which plans does it serve?",
        description="A local plan with its page and, where there is one, a national plan.",
    )


class RecallsForm(Form):
    """How many more patients are called back, and who takes them on."""

    extra_recalls = Number(
        "How many more for each 1,000 cases?",
        description="More recalls, referrals or tests than today. 0 is an answer; blank is none.",
    )
    recalls_source = Line(
        "Where does the estimate come from?",
        description="A study, another site or our own test, with its year.",
    )
    capacity_owner = Line(
        "Who has the capacity for them?",
        description="The role that has agreed to take them on.",
    )
    stress_plan = Words(
        "What softens the worry of patients who are called back?",
        description="What they are told, how soon they are seen, whom they can ring.",
    )


class OptionBoxes(Plain):
    """One option."""

    name = Line("Option")
    uses_ai = Choice("Does it use AI?", Known, default=Known.unknown, explained=False)
    weighed = Line("What speaks for and against it")


class OutcomeBoxes(Plain):
    """One outcome."""

    measure = Line("What is measured")
    baseline = Number("Today’s number")
    target = Number("The number we aim for")
    target_by = DayDateField("By")


class BenefitBoxes(Plain):
    """One benefit up to one day."""

    name = Line("What gets better")
    kind = Choice("Made of", BenefitKind, default=BenefitKind.money, explained=False)
    unit = Line("Counted in", description="Such as nights, hours or patients.")
    due_on = DayDateField("Up to which day")
    planned = Number(
        "How many are planned", description="Since the row before of the same benefit."
    )
    actual = Number("How many it was", description="Once it was measured.")
    worth = UnitPrice("What one is worth", description="In pounds of today; blank if not money.")
    source = Line("Where the figures come from")


class MeasureBoxes(Plain):
    """What one benefit came to."""

    place = WholeNumber("Row", widget=HiddenInput())
    actual = Number("How many it was")
    source = Line("Where the figure comes from")


class TimeBoxes(Plain):
    """One role."""

    role = Line("Role")
    hours_now = Number("Hours a week now")
    hours_after = Number("Hours a week with the product")


class WorryBoxes(Plain):
    """One worry."""

    who = Line("Who is worried")
    worry = Line("What about")
    answer = Line("What they were told")


class RiskBoxes(Plain):
    """One risk."""

    risk = Line("What may go wrong")
    likelihood = Choice("How likely", Likelihood, empty="Not said", explained=False)
    effect = Line("What it would do")
    owner = Line("Who watches it")


class CriterionBoxes(Plain):
    """One result."""

    kind = Choice("What we then do", CriterionKind, default=CriterionKind.stop, explained=False)
    result = Line("The result")
    judged_on = DayDateField("Judged on")


class ApprovalBoxes(Plain):
    """One approval."""

    who = Line("Who approved it")
    approved_on = DayDateField("On")


class RowsForm(Form):
    """The rows of one part; a row that is emptied is taken away."""

    def entries(self, make: type[CaseRow]) -> list[CaseRow]:
        """Return the rows in which something stands, in their order."""
        rows = [self["rows"][place].data for place in self.places()]
        names = [field.name for field in dataclasses.fields(make)]
        return [make(**{name: row[name] for name in names}) for row in rows]

    def places(self) -> list[int]:
        """Return where on the page each entry stands."""
        return [place for place, entry in enumerate(self["rows"]) if _is_filled(entry.form)]

    def show_rows(self, refusal: RefusedMany) -> None:
        """Put each refusal beside its box: empty rows may stand before it."""
        places = self.places()
        moved = []
        for one in refusal.refusals:
            _, number, box = (one.field or "rows-0-").split("-", 2)
            moved.append(Refused(one.message, field=f"rows-{places[int(number)]}-{box}"))
        self.show(RefusedMany(moved))

    def add_spare_rows(self) -> None:
        """Keep empty rows open below those that are filled."""
        rows: Any = self["rows"]
        while len(rows) < min(len(self.places()) + SPARE_ROWS, _MOST_ROWS):
            rows.append_entry()


def _rows_form(boxes: type[Plain], label: str) -> type[RowsForm]:
    rows = FieldList(FormField(boxes), label=label, min_entries=SPARE_ROWS, max_entries=_MOST_ROWS)
    return type(f"{boxes.__name__}Form", (RowsForm,), {"rows": rows})


# By part: the form, and what a row is made of.
ROWS: dict[CasePart, tuple[type[RowsForm], type[CaseRow]]] = {
    CasePart.options: (_rows_form(OptionBoxes, "Options"), OptionRow),
    CasePart.outcomes: (_rows_form(OutcomeBoxes, "Outcomes"), OutcomeRow),
    CasePart.benefits: (_rows_form(BenefitBoxes, "Benefits"), BenefitRow),
    CasePart.time: (_rows_form(TimeBoxes, "Roles"), TimeRow),
    CasePart.worries: (_rows_form(WorryBoxes, "Worries"), WorryRow),
    CasePart.risks: (_rows_form(RiskBoxes, "Risks"), RiskRow),
    CasePart.criteria: (_rows_form(CriterionBoxes, "Results"), CriterionRow),
    CasePart.approvals: (_rows_form(ApprovalBoxes, "Approvals"), ApprovalRow),
}


class MeasureForm(Form):
    """What came of the benefits whose day has passed."""

    rows = FieldList(FormField(MeasureBoxes), label="Benefits", max_entries=_MOST_ROWS)

    def measured(self) -> list[Measured]:
        """Return the rows for which a figure was entered."""
        told = [row.data for row in self.rows]
        return [
            Measured(row["place"], row["actual"], row["source"])
            for row in told
            if row["actual"] is not None and row["place"] is not None
        ]

    def told(self, benefits: Sequence[BenefitRow]) -> list[tuple[Any, BenefitRow]]:
        """Return each row of the form with the benefit that it is about."""
        known = dict(enumerate(benefits))
        pairs = [(row, known.get(row.form.place.data)) for row in self.rows]
        return [(row, told) for row, told in pairs if told is not None and told.due_on]

    def show_measured(self, refusal: Refused | RefusedMany) -> None:
        """Put each refusal beside the figure it is about: the case has more rows than this form."""
        refusals = refusal.refusals if isinstance(refusal, RefusedMany) else (refusal,)
        places = {str(row.form.place.data): at for at, row in enumerate(self.rows)}
        moved = []
        for one in refusals:
            at = places.get((one.field or "rows--").split("-")[1])
            moved.append(Refused(one.message, None if at is None else f"rows-{at}-actual"))
        self.show(RefusedMany(tuple(moved)))


def measure_form(case: CaseDetail, today: date) -> MeasureForm:
    """Return the short form about the benefits that wait for a figure."""
    waiting = unmeasured(case.parts.benefits, today)
    rows = [{"place": place} for place in waiting]
    return MeasureForm.from_request(version=case.version, rows=rows)


def form_of(part: CasePart, case: CaseDetail) -> Form:
    """Return the form of one part of a case, as it was sent or as the case stands."""
    stored: dict[str, Any] = {"version": case.version}
    if part in ROWS:
        stored["rows"] = [dataclasses.asdict(row) for row in case.parts.of(part)]
        return ROWS[part][0].from_request(**stored)
    form = NeedForm if part is CasePart.need else RecallsForm
    names = [name for name in vars(form) if not name.startswith("_") and hasattr(case, name)]
    return form.from_request(**stored, **{name: getattr(case, name) for name in names})


def _is_filled(row: Plain) -> bool:
    """Tell whether somebody wrote into a row; what a list begins with is nothing written."""
    return any(
        field.data not in (None, "") or bool(field.errors)
        for field in row
        if not isinstance(field, Choice) or field.offers_nothing
    )
