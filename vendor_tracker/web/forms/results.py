"""Forms of results by group: a pasted table, its rows, and our limit for the gap."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import asdict, replace
from decimal import Decimal
from typing import Any

from flask_wtf.file import FileField
from wtforms import BooleanField, FieldList, FormField, SelectField, TextAreaField
from wtforms import Form as Plain
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.facts import ClaimFacts, ResultFacts, ThresholdFacts
from vendor_tracker.domain.groups import find_group, scheme_label
from vendor_tracker.domain.plausible import is_share
from vendor_tracker.domain.resulttables import Given, Unit, group_key
from vendor_tracker.domain.verdicts import OURS
from vendor_tracker.domain.vocabulary import GroupAttribute, SetBy, TestData, Tester
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.claims import Measured
from vendor_tracker.web.forms.fields import (
    Choice,
    DayDateField,
    Line,
    WholeNumber,
)
from vendor_tracker.web.forms.groups import scheme_choices

SPARE_ROWS = 2
_UNITS = [
    SelectChoice(value="", label="Choose one"),
    SelectChoice(value=Unit.percent.value, label="Percent, such as 96.2"),
    SelectChoice(value=Unit.share.value, label="Shares of one, such as 0.962"),
    SelectChoice(value=Unit.other.value, label="Neither: another measure, kept as it is"),
]
_UNKNOWN = "Nobody has said"


class PasteForm(Form):
    """A table of results as it was copied, or a file that holds it."""

    text = TextAreaField(
        "The table",
        description="Copy it from the spreadsheet with the row that names the columns, such as "
        "Group, Tested, Positives, Sensitivity, 95% CI.",
    )
    file = FileField(
        "Or a file that holds it",
        description="An Excel workbook (.xlsx) or CSV file. Its first sheet is read.",
        render_kw={"accept": ".xlsx,.csv,.tsv,.txt"},
    )
    unit = SelectField("How are the figures written?", choices=_UNITS)
    attribute = Choice(
        "What are the groups told apart by?",
        GroupAttribute,
        empty="A column of the table says so",
        explained=False,
    )
    scheme = SelectField("List of groups", choices=[])
    reference = Line(
        "Which group are the others compared with?",
        description="As the table calls it. Not needed if the table marks it.",
    )
    tested_on = DayDateField("Tested on")
    tested_by = Line("Tested by", description="The supplier, a university, another hospital.")
    tester = Choice("Who ran the test?", Tester, empty=_UNKNOWN, explained=False)
    # Not `data`: a form keeps its answers under that name.
    on_data = Choice("Which data?", TestData, empty=_UNKNOWN, explained=False)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.scheme.choices = scheme_choices()

    def given(self, metric: str) -> Given:
        """Return what was said about the table besides its rows."""
        if not self.unit.data:
            raise Refused("Say how the figures are written: nothing is guessed.", field="unit")
        found = {name: self.data[name] for name in _SAID}
        return Given(Unit(self.unit.data), metric, data=self.on_data.data, **found)


_SAID = ("attribute", "scheme", "reference", "tested_on", "tested_by", "tester")


class GroupResultRow(Plain):
    """The result of one group."""

    attribute = Choice("Told apart by", GroupAttribute, empty="Choose one", explained=False)
    scheme = SelectField("List of groups", choices=[])
    subgroup = Line("Group")
    n = WholeNumber("Patients tested")
    positives = WholeNumber("With the condition")
    estimate = Measured("Result")
    low = Measured("Range from")
    high = Measured("Range to")
    is_reference = BooleanField("The others are compared with it")
    remove = BooleanField("Take this row away")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.scheme.choices = scheme_choices()


class GroupResultsForm(Form):
    """Results by group as rows."""

    results = FieldList(FormField(GroupResultRow), min_entries=SPARE_ROWS, max_entries=200)

    def rows(self) -> list[tuple[int, dict[str, Any]]]:
        """Return the rows that name a group, with their places on the page."""
        found = []
        for place, entry in enumerate(self.results):
            row = {name: value for name, value in entry.data.items() if name != "csrf_token"}
            if row.pop("remove"):
                continue
            if row["subgroup"]:
                found.append((place, row))
            elif _is_filled(row):
                words = "Name the group, or empty the row."
                raise Refused(words, field=f"results-{place}-subgroup")
        return found

    def placed(self, refusal: Refused) -> Refused:
        """Return a refusal about one of the rows read with the place of that row on the page."""
        found = re.fullmatch(r"nth-(\d+)-(\w+)", refusal.field or "")
        if found is None:
            return refusal
        places = [place for place, _ in self.rows()]
        nth = int(found[1])
        field = f"results-{places[nth]}-{found[2]}" if nth < len(places) else "results"
        return Refused(refusal.message, field=field)

    def add_spare_rows(self, attribute: GroupAttribute | None) -> None:
        """Keep empty rows open below those that are filled."""
        filled = sum(1 for entry in self.results if entry.data["subgroup"])
        while len(self.results) < min(filled + SPARE_ROWS, 200):
            self.results.append_entry({"attribute": attribute})


class LimitForm(Form):
    """How far a group may fall behind, and who decided that."""

    value = Measured("Our limit for the gap")
    set_by = Choice("Who set it?", OURS, explained=False)
    set_on = DayDateField("Set on")
    source = Line("Where it was agreed")
    why = Line("Why this much")
    people = WholeNumber("How many people set it", description="At least two is good.")
    has_clinician = BooleanField("A clinician was among them")

    def limit(self) -> dict[str, Any]:
        """Return the limit; it needs a figure."""
        found = self.answers()
        if found["value"] is None:
            raise Refused("Enter how far a group may fall behind, such as 5.", field="value")
        return found


def read_rows(form: GroupResultsForm, stored: Iterable[ResultFacts]) -> list[ResultFacts]:
    """Return the rows as results; what the form does not show is kept from what was stored."""
    known = {group_key(one): one for one in stored}
    found = []
    for place, row in form.rows():
        if row["attribute"] is None:
            words = "Choose what people are told apart by."
            raise Refused(words, field=f"results-{place}-attribute")
        given = _recognised(ResultFacts(**row), place)
        before = known.get(group_key(given))
        if before is not None:
            given = replace(
                given, tested_on=before.tested_on, tested_by=before.tested_by,
                tester=before.tester, data=before.data,
            )  # fmt: skip
        found.append(given)
    return found


_SHOWN = (
    "attribute", "scheme", "subgroup", "n", "positives", "estimate", "low", "high", "is_reference",
)  # fmt: skip


def rows_of(results: Sequence[ResultFacts]) -> list[dict[str, Any]]:
    """Return what the form shows of these results."""
    return [{name: getattr(one, name) for name in _SHOWN} for one in results]


def limit_values(bar: ThresholdFacts | None, version: int) -> dict[str, Any]:
    """Return what the form of a limit shows."""
    found = {} if bar is None else asdict(bar)
    found.pop("about", None)
    return {"set_by": SetBy.us, **found, "version": version}


def unit_of(claim: ClaimFacts) -> str:
    """Return how the figures of a claim are most likely written in a table about it."""
    return "" if is_share(claim.metric) else Unit.other.value if claim.metric else ""


def _recognised(result: ResultFacts, place: int) -> ResultFacts:
    if not result.scheme:
        return result
    found = find_group(result.scheme, result.subgroup)
    if found is None:
        words = (
            f"“{result.subgroup}” is not in {scheme_label(result.scheme)}. Use its words, or "
            "leave the list empty to keep yours."
        )
        raise Refused(words, field=f"results-{place}-subgroup")
    return replace(result, subgroup=found.group.name, group_code=found.group.code)


def _is_filled(row: dict[str, Any]) -> bool:
    figures: tuple[Decimal | int | None, ...] = tuple(
        row[name] for name in ("n", "positives", "estimate", "low", "high")
    )
    return any(one is not None for one in figures)
