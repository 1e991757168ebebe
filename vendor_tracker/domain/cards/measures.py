"""The figures that a model card gives, read with care: what is not clear is not taken."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from typing import Any

_SIGNS = re.compile(r"(?P<label>.+?): (?P<json>\{.*\})")
_IN_TEXT = re.compile(
    r"(?P<label>[A-Za-z][\w /()-]{2,60}?)(?: was| were| is| of|:| =) "
    r"(?P<estimate>\d+(?:\.\d+)?) ?(?P<unit>%|seconds|minutes|hours|days)? ?"
    r"\((?P<level>\d+)% CI:? ?(?P<low>\d+(?:\.\d+)?) ?[%a-z]*(?:,| -| –|-|–| to) ?"
    r"(?P<high>\d+(?:\.\d+)?) ?[%a-z]*\)"
)
_LEADING = re.compile(r"^(?:and|the|with|a|an|while|mean of) ", re.IGNORECASE)
_LARGEST = Decimal(10) ** 9
_FIGURES = ("estimate", "low", "high", "level")
_NAMES = {
    "estimate": ("estimate", "value", "mean", "point"),
    "low": ("lower", "low", "ci_lower", "lower_bound"),
    "high": ("upper", "high", "ci_upper", "upper_bound"),
    "level": ("level", "ci_level", "confidence"),
    "n": ("n", "sample_size", "denominator"),
    "positives": ("positives", "n_positive"),
}


@dataclass(frozen=True, slots=True)
class Measure:
    """One figure as a card gives it; what it does not give is None."""

    label: str
    raw: str
    unit: str = ""
    estimate: Decimal | None = None
    low: Decimal | None = None
    high: Decimal | None = None
    level: Decimal | None = None
    n: int | None = None
    positives: int | None = None


def written(label: str, value: str) -> str:
    """Return a figure as one line of text, word for word, as it is kept."""
    return f"{' '.join(label.split())}: {' '.join(value.split())}"


def measures(text: str) -> list[Measure]:
    """Return the figures in what a card gives as results, in their order."""
    return list(_from_lines(text)) or list(_from_sentences(text))


def readable(text: str) -> str:
    """Return a text with its figures as people write them; one that is not clear stays as it is."""
    lines = [_line(line) for line in text.strip().splitlines()]
    return "\n".join(lines)


def _line(line: str) -> str:
    found = _SIGNS.fullmatch(line.strip())
    one = _from_json(found["label"], found["json"]) if found else None
    if one is None or one.estimate is None:
        return line
    unit = one.unit if one.unit == "%" else f" {one.unit}".rstrip()
    if one.low is None or one.high is None:
        return f"{one.label}: {one.estimate}{unit}"
    level = "" if one.level is None else f"{one.level}% "
    return f"{one.label}: {one.estimate}{unit} ({level}range {one.low} to {one.high}{unit})"


def _from_lines(text: str) -> Iterator[Measure]:
    for line in text.splitlines():
        found = _SIGNS.fullmatch(line.strip())
        if found is not None:
            yield _from_json(found["label"], found["json"])


def _from_json(label: str, text: str) -> Measure:
    try:
        given = json.loads(text, parse_float=Decimal, parse_int=Decimal)
    except (ValueError, RecursionError):
        return Measure(label, text)
    if not isinstance(given, dict):
        return Measure(label, text)
    unit = given.get("unit")
    figures = {name: _decimal(_named(given, name)) for name in _FIGURES}
    n, positives = (_whole(_decimal(_named(given, name))) for name in ("n", "positives"))
    return Measure(
        label,
        text,
        unit.strip() if isinstance(unit, str) else "",
        n=n,
        positives=positives,
        **figures,
    )


def _from_sentences(text: str) -> Iterator[Measure]:
    for found in _IN_TEXT.finditer(" ".join(text.split())):
        label = _LEADING.sub("", found["label"].strip()).strip()
        estimate, low, high, level = (Decimal(found[name]) for name in _FIGURES)
        shown = label[:1].upper() + label[1:]
        yield Measure(shown, found[0], found["unit"] or "", estimate, low, high, level)


def _named(given: dict[str, Any], name: str) -> Any:
    return next((given[key] for key in _NAMES[name] if key in given), None)


def _decimal(value: Any) -> Decimal | None:
    """Return a number that can be stored, or None for anything else."""
    if isinstance(value, str):
        try:
            value = Decimal(value.strip().rstrip("%"))
        except InvalidOperation:
            return None
    if not isinstance(value, Decimal) or not value.is_finite() or abs(value) >= _LARGEST:
        return None
    exponent = value.normalize().as_tuple().exponent
    return value if isinstance(exponent, int) and exponent >= -6 else round(value, 6)


def _whole(value: Decimal | None) -> int | None:
    return int(value) if value is not None and value >= 0 and value == int(value) else None
