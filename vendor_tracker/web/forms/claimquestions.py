"""Which boxes the form of a claim shows: those that its kind needs, and all that are filled."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from wtforms import Field, FieldList, FormField

from vendor_tracker.domain.claim_parts import needed
from vendor_tracker.domain.vocabulary import ClaimKind

# The boxes that give each part of a claim, beside those that every claim has.
_BOXES: dict[str, tuple[str, ...]] = {
    "version": ("product_version",),
    "metric": ("metric", "metric_set_by"),
    "direction": ("direction",),
    "result": (
        "estimate", "tested_on", "tester", "tested_by", "test_data", "form", "form_set_by",
    ),
    "range": ("low", "high"),
    "people": ("n",),
    "positives": ("positives",),
    "population": ("population",),
    "groups": ("groups", "groups_set_by"),
    "tester": ("tester", "tested_by", "test_data"),
}  # fmt: skip
# What any claim about fairness between groups is asked.
_FAIRNESS = ("says_no_difference", "attributes")
_MEASURED = (
    "metric", "direction", "estimate", "low", "high", "n", "positives", "population",
    "product_version", "tested_on", "tester", "tested_by", "test_data", "groups",
    "says_no_difference", "attributes",
)  # fmt: skip
_CHOSEN = ("metric_set_by", "groups_set_by", "form", "form_set_by")
_BAR = ("value", "set_by", "set_on", "source", "why")
_BARS = (
    *(f"{whose}_{name}" for name in _BAR for whose in ("their_bar", "our_bar")),
    "our_bar_people",
    "our_bar_has_clinician",
)
# Stands at its usual choice when nobody has touched it.
_USUAL = frozenset({"our_bar_set_by", "about"})


@dataclass(frozen=True, slots=True)
class Questions:
    """The names of the boxes to show, by the part of the form they stand in."""

    measured: tuple[str, ...]
    bars: tuple[str, ...]
    chosen: tuple[str, ...]
    results: bool
    # What the kind does not ask, and was written down all the same.
    also: tuple[str, ...]
    also_bars: tuple[str, ...]
    also_results: bool
    also_more_bars: bool
    # Whether anything is said already of who chose what.
    has_chosen: bool

    @property
    def has_also(self) -> bool:
        """Tell whether anything is written down that the kind does not ask."""
        return bool(self.also or self.also_bars or self.also_results or self.also_more_bars)


def questions_of(form: Any) -> Questions:
    """Return what a form of a claim asks, by the kind that is chosen on it."""
    kind = form.kind.data
    asked = _asked(kind)
    has_bars = bool(_part_keys(kind) & {"our_bar", "their_bar"})
    wrong_or_filled = {name for name in (*_MEASURED, *_CHOSEN, *_BARS) if _speaks(form[name])}
    fills_bars = bool(wrong_or_filled & set(_BARS))
    return Questions(
        measured=_of(_MEASURED, asked),
        bars=_BARS if has_bars else (),
        chosen=_of(_CHOSEN, asked),
        results="estimate" in asked,
        also=_of((*_MEASURED, *_CHOSEN), wrong_or_filled - asked),
        also_bars=_BARS if fills_bars and not has_bars else (),
        also_results="estimate" not in asked and _speaks(form.results),
        also_more_bars=not has_bars and _speaks(form.thresholds),
        has_chosen=bool(wrong_or_filled & set(_CHOSEN)),
    )


def _asked(kind: ClaimKind | None) -> set[str]:
    found = {name for key in _part_keys(kind) for name in _BOXES.get(key, ())}
    is_fairness = kind is not None and kind.value.startswith("B")
    return found | set(_FAIRNESS) if is_fairness else found


def _part_keys(kind: ClaimKind | None) -> set[str]:
    return {part.key for part in needed(kind)}


def _of(names: Iterable[str], wanted: set[str]) -> tuple[str, ...]:
    return tuple(name for name in names if name in wanted)


def _speaks(field: Field) -> bool:
    """Tell whether a box holds something, were it only what nobody can read, or an error."""
    if isinstance(field, FieldList):
        return any(_speaks(entry) for entry in field)
    if isinstance(field, FormField):
        return any(_speaks(one) for one in field.form if one.type != "HiddenField")
    if field.errors:
        return True
    if field.short_name in _USUAL:
        return False
    is_nought = field.data == 0 and field.data is not False
    return bool(field.data) or is_nought or any(filter(None, field.raw_data or ()))
