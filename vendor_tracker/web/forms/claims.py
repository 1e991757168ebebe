"""The form of a claim: what was said, what was measured, the bars, and who chose what."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, astuple, fields
from typing import Any

from wtforms import (
    BooleanField,
    FieldList,
    FormField,
    SelectField,
    SelectMultipleField,
)
from wtforms.fields.choices import SelectChoice  # type: ignore[attr-defined]
from wtforms.widgets import CheckboxInput, ListWidget

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.facts import (
    ClaimFacts,
    ResultFacts,
    ThresholdFacts,
)
from vendor_tracker.domain.verdicts import our_bar, overall_result, their_bar
from vendor_tracker.domain.vocabulary import (
    ClaimKind,
    Direction,
    GroupAttribute,
    SetBy,
    Strength,
    TestData,
    Tester,
)
from vendor_tracker.storage.queries.claims import ClaimDetail
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.chosen import shown_choice
from vendor_tracker.web.forms.claimrows import BarRow, Measured, ResultRow
from vendor_tracker.web.forms.fields import (
    Choice,
    DayDateField,
    Line,
    WholeNumber,
    Words,
    needed,
)

# Rows that always stand open, so that one can be added without script.
SPARE_ROWS = 2
_OURS = (SetBy.us, SetBy.both)
_THEIRS = (SetBy.supplier, SetBy.national, SetBy.nobody)
_WHO_CHOSE = "Nobody has said"
_NARROW = {"width": 5}
# Parts of a claim that do not bear the name of their box on the form.
_BOXES = {
    "version": "product_version",
    "their_bar": "their_bar_value",
    "our_bar": "our_bar_value",
}


class ClaimForm(Form):
    """What a person may say about a claim; only the statement and its subject are needed."""

    statement = Words(
        "What they said, in their words",
        validators=[needed("Write down what they said, in their words.")],
    )
    product = Line("Product", description="Its name, or a reference such as PRD-7.")
    supplier = Line("Supplier", description="Its name, or a reference such as SUP-2.")
    said_by = Line("Said by", description="A role is enough, such as their clinical lead.")
    said_on = DayDateField("Said on")
    said_where = Line("Said in", description="The document, page or talk.")
    meeting = Line("Meeting", description="Its reference, such as MTG-4, if it was said there.")
    kind = Choice("Kind of claim", ClaimKind, empty="Not sorted yet")
    relied_on = BooleanField("The case relies on it")
    metric = Line("Measure", description="Such as sensitivity: the share of cases found.")
    direction = Choice("Better when", Direction, empty="Not said")
    estimate = Measured("Result", description="Such as 96.2%.", render_kw=_NARROW)
    low = Measured("95% range from", render_kw=_NARROW)
    high = Measured("95% range to", render_kw=_NARROW)
    n = WholeNumber("Patients tested", description="Everyone in the test.", render_kw=_NARROW)
    positives = WholeNumber(
        "Patients with the condition",
        description="If you give this, we can work out a range.",
        render_kw=_NARROW,
    )
    population = Line("Where and when", description="Such as one hospital group, USA, 2025.")
    groups = Line("Groups compared", description="Such as age, sex and ethnic group.")
    product_version = SelectField("Product version tested", choices=[])
    tested_on = DayDateField("Tested on")
    tester = Choice("Who tested it?", Tester, empty="Not said")
    tested_by = Line("Tested by", description="The supplier, a university, another hospital.")
    test_data = Choice("On which data?", TestData, empty="Not said")
    says_no_difference = BooleanField("They say that groups do not differ")
    attributes = SelectMultipleField(
        "Groups told apart by",
        choices=[SelectChoice(one.value, one.label) for one in GroupAttribute],
        widget=ListWidget(prefix_label=False),
        option_widget=CheckboxInput(),
    )
    strength = Choice("How well is it shown?", Strength, empty="Not judged yet", explained=False)
    their_bar_value = Measured(
        "Supplier’s bar", description="What they say is good enough.", render_kw=_NARROW
    )
    their_bar_set_by = Choice(
        "Who set the supplier’s bar?", _THEIRS, empty="Choose one", explained=False
    )
    their_bar_set_on = DayDateField("Theirs was set on")
    their_bar_source = Line("Where theirs stands")
    their_bar_why = Line("Reason they give for theirs")
    our_bar_value = Measured("Our bar", description="What our patients need.", render_kw=_NARROW)
    our_bar_set_by = Choice("Who set our bar?", _OURS, explained=False, default=SetBy.us)
    our_bar_set_on = DayDateField("Ours was set on")
    our_bar_source = Line("Where ours was agreed")
    our_bar_why = Line("Why ours is this figure")
    our_bar_people = WholeNumber(
        "How many people set ours", description="At least two is good.", render_kw=_NARROW
    )
    our_bar_has_clinician = BooleanField("A clinician was among them")
    metric_set_by = Choice("Who chose the measure?", SetBy, empty=_WHO_CHOSE)
    groups_set_by = Choice("Who chose the groups?", SetBy, empty=_WHO_CHOSE, explained=False)
    form = Line("How the figures are disclosed", description="Such as a model card or a paper.")
    form_set_by = Choice("Who chose that form?", SetBy, empty=_WHO_CHOSE, explained=False)
    thresholds = FieldList(FormField(BarRow), min_entries=SPARE_ROWS)
    results = FieldList(FormField(ResultRow), min_entries=SPARE_ROWS)
    confidential = BooleanField("Leave it out of public copies")
    confidential_reason = Line("Why", description="Such as: shared under an agreement.")
    confidential_until = DayDateField("Until")

    def offer_versions(self, versions: Sequence[tuple[str, str]]) -> None:
        """Let one of these versions be chosen."""
        given = [("", "Not said"), *versions]
        self.product_version.choices = [SelectChoice(value=v, label=name) for v, name in given]

    def claim_answers(self) -> dict[str, Any]:
        """Return the answers with bars and results as facts."""
        found = self.answers()
        bars, more_results = self._bars(), self._results()
        for name in _FLAT:
            found.pop(name)
        found["attributes"] = self._attributes()
        for name in ("product", "supplier", "meeting", "product_version"):
            found[name] = found[name] or None
        return {**found, "thresholds": bars, "results": more_results}

    def facts(self, stored: ClaimFacts | None = None) -> ClaimFacts:
        """Return the claim as it would be if the form were saved now."""
        stored = stored or ClaimFacts("")
        found = self.answers()
        names = {field.name for field in fields(ClaimFacts)} & found.keys()
        given = {name: found[name] for name in names - {"thresholds", "results"}}
        given["attributes"] = self._attributes()
        return ClaimFacts(
            **given,
            reference=stored.reference,
            version=found["product_version"] or "",
            thresholds=tuple(self._bars(strict=False)),
            results=(*self._results(), *results_by_group(stored)),
            evidence=stored.evidence,
            documents=stored.documents,
        )

    def add_spare_rows(self) -> None:
        """Keep empty rows open below those that are filled."""
        for rows in (self.thresholds, self.results):
            filled = sum(1 for entry in rows if _is_filled(entry.data))
            while len(rows) < filled + SPARE_ROWS:
                rows.append_entry()

    def _attributes(self) -> tuple[GroupAttribute, ...]:
        """Return what groups are told apart by; a word that is none of ours is refused apart."""
        ticked = set(self.attributes.data or ())
        return tuple(one for one in GroupAttribute if one.value in ticked)

    def _bars(self, *, strict: bool = True) -> list[ThresholdFacts]:
        """Return the bars that have a figure; strictly, details without one are refused."""
        found = [_bar(self.data, prefix, strict) for prefix in ("our_bar", "their_bar")]
        for entry in self.thresholds:
            row = entry.data
            if row["value"] is None or row["set_by"] is None:
                if strict and _is_filled(row):
                    raise Refused("Each bar needs a figure and who set it.", field="thresholds")
                continue
            found.append(ThresholdFacts(**_known(row, ThresholdFacts)))
        return [bar for bar in found if bar is not None]

    def _results(self) -> list[ResultFacts]:
        main = {field.name: self.data.get(field.name) for field in fields(ResultFacts)}
        main["data"] = self.data["test_data"]
        rows = [{**main, "subgroup": ""}, *(entry.data for entry in self.results)]
        return [ResultFacts(**_known(_result(row), ResultFacts)) for row in rows if _is_filled(row)]


_FLAT = (
    *(name for name in ClaimForm.__dict__ if name.startswith(("their_bar_", "our_bar_"))),
    *("estimate", "low", "high", "n", "positives", "tested_on", "tested_by", "tester"),
    "test_data",
)


def claim_values(claim: ClaimDetail) -> dict[str, Any]:
    """Return what the form of a claim shows."""
    facts = claim.facts
    ours, theirs, main = our_bar(facts), their_bar(facts), overall_result(facts)
    values = {name: getattr(facts, name) for name in ClaimForm.__dict__ if hasattr(facts, name)}
    values |= {} if main is None else _row(main)
    for prefix, bar in (("our_bar", ours), ("their_bar", theirs)):
        values |= {} if bar is None else {f"{prefix}_{k}": v for k, v in asdict(bar).items()}
    values |= {
        "product": shown_choice(*astuple(claim.product)) if claim.product else "",
        "supplier": shown_choice(*astuple(claim.supplier)) if claim.supplier else "",
        "product_version": facts.version,
        "version": claim.version,
        "thresholds": [asdict(bar) for bar in facts.thresholds if bar not in (ours, theirs)],
        "results": [_row(r) for r in facts.results if r is not main and not r.subgroup],
    }
    names = ("confidential", "confidential_reason", "confidential_until")
    return values | {name: getattr(claim, name) for name in names}


def results_by_group(facts: ClaimFacts) -> tuple[ResultFacts, ...]:
    """Return the results that this form leaves as they are."""
    return tuple(result for result in facts.results if result.subgroup)


def box_of(part_field: str) -> str:
    """Return the id of the box that gives a part of a claim."""
    return _BOXES.get(part_field, part_field)


def _bar(data: Mapping[str, Any], prefix: str, strict: bool) -> ThresholdFacts | None:
    names = [field.name for field in fields(ThresholdFacts)]
    row = {name: data.get(f"{prefix}_{name}") for name in names}
    if row["value"] is not None:
        row["set_by"] = row["set_by"] or SetBy.supplier
        return ThresholdFacts(**_known(row, ThresholdFacts))
    if strict and _is_filled({**row, "set_by": None if prefix == "our_bar" else row["set_by"]}):
        raise Refused("Enter the bar itself, or clear what is said about it.", f"{prefix}_value")
    return None


def _row(result: ResultFacts) -> dict[str, Any]:
    """Return a result by the names of the boxes that show it; `data` is a word of forms."""
    found = asdict(result)
    found["test_data"] = found.pop("data")
    return found


def _result(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**row, "data": row["test_data"]} if "test_data" in row else {**row}


def _known(row: Mapping[str, Any], facts: type[Any]) -> dict[str, Any]:
    """Return what facts take from a row; an empty text or box stays at its default."""
    names = [field.name for field in fields(facts)]
    return {name: row[name] for name in names if row.get(name) not in (None, "")}


def _is_filled(row: Mapping[str, Any]) -> bool:
    return _any(value for name, value in row.items() if name not in ("csrf_token", "about"))


def _any(values: Iterable[Any]) -> bool:
    return any(value not in (None, "", False) for value in values)
