"""The forms of the rows of a contract, and of the promises it should hold."""

import dataclasses
from typing import Any

from wtforms import FieldList, FormField, HiddenField, SelectField
from wtforms import Form as Plain
from wtforms.widgets import HiddenInput

from vendor_tracker.domain.contractrows import (
    BreakRow,
    ContractRow,
    ContractRows,
    KpiRow,
    NoticeRow,
    RatingRow,
)
from vendor_tracker.domain.contracts import ContractPart
from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.vocabulary import Known, NoticeKind, Rating
from vendor_tracker.services.contractpromises import Reached
from vendor_tracker.storage.queries.contractrows import ContractPromise
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import Choice, DayDateField, Line, WebAddress, WholeNumber

# Rows that always stand open, so that one can be added without script.
SPARE_ROWS = 2
_MOST_ROWS = 60
_MOST_PROMISES = 500


class BreakBoxes(Plain):
    """One day on which it may be ended early."""

    breaks_on = DayDateField("It may be ended on")
    notice_by = DayDateField("If we give notice by")
    terms = Line("On what terms", description="Such as what must still be paid.")


class NoticeBoxes(Plain):
    """One notice."""

    kind = Choice("Notice", NoticeKind, empty="None", explained=False)
    due_on = DayDateField("Due on")
    published_on = DayDateField("Published on")
    link = WebAddress("Where it can be read")


class KpiBoxes(Plain):
    """One measure."""

    place = WholeNumber("Number", widget=HiddenInput())
    name = Line("What is measured", description="Such as results within 5 minutes, in percent.")
    target = Line("The target")
    consequence = Line("What follows if it is missed")


class _Measure(SelectField):
    """One measure of this contract; what is none is told apart by the contract itself."""

    def __init__(self, label: str, **more: Any) -> None:
        super().__init__(label, choices=[], coerce=_number, validate_choice=False, **more)


class RatingBoxes(Plain):
    """One rating."""

    place = _Measure("Measure")
    rated_on = DayDateField("Rated on")
    rating = Choice("Rating", Rating, empty="Not rated", explained=False)
    actual = Line("What it came to", description="Needed with “Other”: say how it was.")
    published_on = DayDateField("Published on")


class RowsForm(Form):
    """The rows of one part; a row that is emptied is taken away."""

    def entries(self, make: type[ContractRow]) -> list[ContractRow]:
        """Return the rows in which something stands, in their order."""
        names = [field.name for field in dataclasses.fields(make)]
        told = [self["rows"][place].data for place in self.places()]
        return [make(**{name: row[name] for name in names}) for row in told]

    def places(self) -> list[int]:
        """Return where on the page each entry stands."""
        return [place for place, entry in enumerate(self["rows"]) if _is_filled(entry.form)]

    def show_rows(self, refusal: RefusedMany) -> None:
        """Put each refusal beside its box: empty rows may stand before it."""
        places = self.places()
        moved = []
        for one in refusal.refusals:
            if one.field is None:
                moved.append(one)
                continue
            _, number, box = one.field.split("-", 2)
            moved.append(Refused(one.message, field=f"rows-{places[int(number)]}-{box}"))
        self.show(RefusedMany(tuple(moved)))

    def open_rows(self, rows: ContractRows) -> None:
        """Keep empty rows open below those that are filled."""
        boxes: Any = self["rows"]
        is_empty = len(boxes) - len(self.places())
        for row in self.spare(rows)[is_empty:]:
            if len(boxes) < _MOST_ROWS:
                boxes.append_entry(row)

    def spare(self, rows: ContractRows) -> list[dict[str, Any] | None]:
        """Return what the empty rows begin with."""
        return [None] * SPARE_ROWS


class RatingsForm(RowsForm):
    """The ratings of a contract, with an empty row for each of its measures."""

    def open_rows(self, rows: ContractRows) -> None:
        """Offer the measures of the contract in each row."""
        super().open_rows(rows)
        names = [(row.place, f"{row.place}. {row.name}") for row in rows.measures]
        for entry in self["rows"]:
            entry.form.place.choices = names

    def spare(self, rows: ContractRows) -> list[dict[str, Any] | None]:
        """Return one row for each measure."""
        return [{"place": row.place} for row in rows.measures]


class PromiseBoxes(Plain):
    """Whether one promise reached the contract."""

    promise = HiddenField()
    version = HiddenField()
    in_contract = Choice("Is it in the contract?", Known, explained=False)


class PromisesForm(Form):
    """Whether each promise reached the contract."""

    rows = FieldList(FormField(PromiseBoxes), label="Promises", max_entries=_MOST_PROMISES)

    def reached(self) -> list[Reached]:
        """Return what was answered for each promise."""
        told = [row.data for row in self.rows]
        return [
            Reached(row["promise"] or "", _number(row["version"]) or 0, row["in_contract"])
            for row in told
        ]


def promises_form(promises: tuple[ContractPromise, ...]) -> PromisesForm:
    """Return the form about these promises."""
    rows = [
        {"promise": row.reference, "version": row.version, "in_contract": row.in_contract}
        for row in promises
    ]
    return PromisesForm.from_request(rows=rows)


def _rows_form(boxes: type[Plain], label: str, base: type[RowsForm] = RowsForm) -> type[RowsForm]:
    rows = FieldList(FormField(boxes), label=label, min_entries=1, max_entries=_MOST_ROWS)
    return type(f"{boxes.__name__}Form", (base,), {"rows": rows})


# By part: the form, and what a row is made of.
ROWS: dict[ContractPart, tuple[type[RowsForm], type[ContractRow]]] = {
    ContractPart.breaks: (_rows_form(BreakBoxes, "Days"), BreakRow),
    ContractPart.notices: (_rows_form(NoticeBoxes, "Notices"), NoticeRow),
    ContractPart.measures: (_rows_form(KpiBoxes, "Measures"), KpiRow),
    ContractPart.ratings: (_rows_form(RatingBoxes, "Ratings", RatingsForm), RatingRow),
}


def _number(text: Any) -> int | None:
    """Read a number that a page carries; anything else is none."""
    plain = str(text)
    return int(plain) if plain.isascii() and plain.isdigit() and len(plain) < 10 else None


def _is_filled(row: Plain) -> bool:
    """Tell whether somebody wrote into a row; what tells it apart is nothing written."""
    return any(
        field.data not in (None, "") or bool(field.errors)
        for field in row
        if field.short_name != "place"
    )
