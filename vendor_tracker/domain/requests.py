"""Requests to suppliers: which questions go into one, how long they take, what an answer holds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from vendor_tracker.domain.assessing import Reading, product_readings, supplier_readings
from vendor_tracker.domain.checklists.model import Item
from vendor_tracker.domain.checklists.values import read_value
from vendor_tracker.domain.dossier import ProductDossier, SupplierDossier
from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.gaps import reach
from vendor_tracker.domain.gates import position, speaks
from vendor_tracker.domain.names import name_key
from vendor_tracker.domain.requestcosts import cost_of, read_price
from vendor_tracker.domain.vocabulary import AnsweredBy, AnswerKind, Gate
from vendor_tracker.domain.wording import listed
from vendor_tracker.domain.worth import NOT_STARTED, Standing

# What a supplier could still tell, or show anew.
_OPEN = NOT_STARTED | {
    Standing.lapsed,
    Standing.other_version,
    Standing.not_shown,
    Standing.their_word,
}
# Minutes that one question takes, by what it asks for; shown as an estimate.
_MINUTES = {
    AnswerKind.state: 5,
    AnswerKind.yes_no: 2,
    AnswerKind.choice: 2,
    AnswerKind.text: 8,
    AnswerKind.number: 3,
    AnswerKind.day: 1,
}
MOST_WORDS = 10_000
# What a supplier may say to a question that is met or not.
SAYS = ("Yes", "In part", "No", "Does not apply")


@dataclass(frozen=True, slots=True)
class Given:
    """What a supplier says to one question; a value where it asks for one, and words."""

    item: str
    value: str = ""
    words: str = ""
    # They confirm what they said before.
    is_same: bool = False
    confidential: bool = False
    confidential_reason: str = ""
    confidential_until: date | None = None

    @property
    def says_something(self) -> bool:
        """Tell whether there is an answer in it."""
        return bool(self.value.strip() or self.words.strip() or self.is_same)


def open_for_product(product: ProductDossier, on: date) -> tuple[Item, ...]:
    """Return what its supplier can be asked for the next gate, and for those passed."""
    until = position(product.stage, product.decisions).next_gate
    return _open(product_readings(product, on), until)


def open_for_supplier(supplier: SupplierDossier, on: date) -> tuple[Item, ...]:
    """Return what is open about a supplier itself by the furthest gate of its products."""
    until = reach(supplier)
    return _open(supplier_readings(supplier, until, on), until)


def _open(readings: Iterable[Reading], until: Gate | None) -> tuple[Item, ...]:
    if until is None:
        return ()
    return tuple(
        one.item
        for one in readings
        if one.item.ask
        and one.item.answered_by is not AnsweredBy.us
        and one.standing in _OPEN
        and speaks(one.item.gate, until)
    )


def minutes(kinds: Iterable[AnswerKind]) -> int:
    """Return about how long somebody needs who knows the product."""
    return sum(_MINUTES[kind] for kind in kinds)


def time_words(total: int) -> str:
    """Say a time as people plan it, such as `about an hour and a half`."""
    if total <= 15:
        return "about a quarter of an hour"
    if total <= 35:
        return "about half an hour"
    halves = round(total / 30)
    hours, half = divmod(halves, 2)
    if hours == 0 or (hours == 1 and not half):
        return "about an hour"
    words = "an hour" if hours == 1 else f"{hours} hours"
    return f"about {words} and a half" if half else f"about {words}"


def check_given(given: Given, kind: AnswerKind, options: Sequence[str]) -> str:
    """Return the value as it is kept; refuse what cannot be, with the item as the field."""
    found: list[Refused] = []
    value = given.value.strip()
    try:
        is_price = value and cost_of(given.item) is not None
        value = read_price(value).words if is_price else _said(kind, options, value)
    except Refused as refusal:
        found.append(Refused(refusal.message, field=f"{given.item}-value"))
    if len(given.words) > MOST_WORDS:
        words = f"This is longer than {MOST_WORDS:,} characters. Attach it as a file instead."
        found.append(Refused(words, field=f"{given.item}-words"))
    if given.confidential and not given.confidential_reason.strip():
        words = "Say why it is confidential, so that we can treat it so."
        found.append(Refused(words, field=f"{given.item}-confidential_reason"))
    if found:
        raise RefusedMany(tuple(found))
    return value


def choices(kind: AnswerKind, options: Sequence[str]) -> tuple[str, ...]:
    """Return the answers to choose from; none where the supplier writes freely."""
    if kind is AnswerKind.state:
        return SAYS
    return ("Yes", "No") if kind is AnswerKind.yes_no else tuple(options)


def _said(kind: AnswerKind, options: Sequence[str], value: str) -> str:
    """Return a value in the form in which it is kept."""
    if kind is not AnswerKind.state or not value:
        return read_value(kind, tuple(options), value)
    known = {name_key(one): one for one in SAYS}
    if name_key(value) not in known:
        raise Refused(f"Choose one of: {listed(SAYS)}.")
    return known[name_key(value)]
