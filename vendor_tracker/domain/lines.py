"""What people paste after a call: one line at a time, with a guess at what each line is."""

import re
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from vendor_tracker.domain.dates import read_date
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.money import parse_unit_price
from vendor_tracker.domain.vocabulary import Charge, LineKind

MOST_LINES = 40

_BULLET = re.compile(r"^\s*(?:[-*•‣–—]|\d{1,2}[.)])\s+")
_PRICE = re.compile(r"£\s*([\d,]*\d(?:\.\d+)?)|([\d,]*\d(?:\.\d+)?)\s*(?:pounds|GBP)\b", re.I)
_THOUSANDS = re.compile(r"\s*(k|thousand|m|million)\b", re.I)
_PER = re.compile(r"\b(?:per|each|every|a|an)\s+(\w+)", re.I)
_DAY = re.compile(
    r"\b(\d{1,2}[/.-]\d{1,2}[/.-]\d{4}|\d{4}-\d{2}-\d{2}"
    r"|\d{1,2}(?:st|nd|rd|th)?\s[A-Za-z]{3,9},?\s\d{4})\b"
)
_ADDRESS = re.compile(r"https?://\S+", re.I)
_OURS = re.compile(r"\b(?:we(?:'ll|’ll| will| shall| are going to)|I(?:'ll|’ll| will))\b", re.I)
_THEIRS = re.compile(r"\b(?:will|shall|going to|promise[sd]?|by (?:the )?end of)\b|['’]ll\b", re.I)
_DOCUMENT = re.compile(
    r"\b(?:certificate|attached|pdf|report|DPIA|DTAC|safety case|hazard log|model card|quote)\b",
    re.I,
)
_TIMES = {
    "year": Decimal(1), "annum": Decimal(1), "yr": Decimal(1), "quarter": Decimal(4),
    "month": Decimal(12), "week": Decimal(52),
}  # fmt: skip
_ONCE = frozenset({"", "once", "one-off", "one off", "one time", "set-up", "setup", "in all"})


@dataclass(frozen=True, slots=True)
class Line:
    """One thing that was said or shown, with what its kind asks for."""

    kind: LineKind
    text: str
    amount: Decimal | None = None
    per: str = ""
    person: str = ""
    due_on: date | None = None


@dataclass(frozen=True, slots=True)
class Price:
    """How a price is paid; no quantity means that nobody has said how many."""

    charge: Charge
    unit: str
    quantity: Decimal | None


def split_lines(text: str) -> list[str]:
    """Return each line that says something, without its bullet."""
    lines = [_BULLET.sub("", line).strip() for line in text.splitlines()]
    return [line for line in lines if line]


def guess(text: str) -> Line:
    """Return a line with a guess at what it is; a person confirms it.

    Two prices in a line are left to the person: “£4,000 plus £1.20 a scan” is not £4,000 a scan.
    """
    found = list(_PRICE.finditer(text))
    amount = _amount(text, found[0]) if found else None
    kind = _kind(text, amount)
    if amount is None or len(found) > 1:
        return Line(kind, text, due_on=_day(text))
    per = _PER.search(text, found[0].end())
    return Line(kind, text, amount, per[1].lower() if per else "", due_on=_day(text))


def says_more(line: Line) -> bool:
    """Tell whether the words hold a price or a day that the line itself does not."""
    if line.kind is LineKind.price:
        return line.amount is None and _PRICE.search(line.text) is not None
    promised = line.kind in (LineKind.their_promise, LineKind.our_promise)
    return promised and line.due_on is None and _DAY.search(line.text) is not None


def price_of(per: str) -> Price:
    """Return how often a price is paid, from what it is paid per."""
    unit = re.sub(r"^(?:per|each|every|an?)\s+", "", per.strip().lower())
    if unit in _ONCE:
        return Price(Charge.one_off, "", Decimal(1))
    times = _TIMES.get(unit)
    return Price(Charge.yearly, unit, times)


def address_in(text: str) -> str:
    """Return the first web address in a text, or nothing."""
    found = _ADDRESS.search(text)
    return found[0].rstrip(".,;)”\"'") if found else ""


def _kind(text: str, amount: Decimal | None) -> LineKind:
    if text.rstrip(" ”\"'").endswith("?"):
        return LineKind.question
    if amount is not None:
        return LineKind.price
    if _ADDRESS.search(text):
        return LineKind.document
    if _OURS.search(text) and not text.lstrip().startswith(("“", '"', "‘")):
        return LineKind.our_promise
    if _THEIRS.search(text):
        return LineKind.their_promise
    return LineKind.document if _DOCUMENT.search(text) else LineKind.statement


def _day(text: str) -> date | None:
    days = _DAY.findall(text)
    try:
        return read_date(days[0]) if len(days) == 1 else None
    except Refused:
        return None


def _amount(text: str, found: re.Match[str]) -> Decimal | None:
    try:
        amount = parse_unit_price(found[1] or found[2])
    except Refused:
        return None
    more = _THOUSANDS.match(text, found.end())
    if more is None:
        return amount
    return amount * (1_000 if more[1].lower() in ("k", "thousand") else 1_000_000)
