"""What a cell of the register means when it comes back: a column says how its text is read."""

from collections.abc import Callable
from datetime import date, datetime
from decimal import Decimal

from vendor_tracker.domain.dates import plausible, read_date
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.figures import parse_number, plain
from vendor_tracker.domain.money import parse_money, parse_paid
from vendor_tracker.domain.references import reference, split
from vendor_tracker.domain.vocabulary import Coded
from vendor_tracker.excel.many import parted
from vendor_tracker.excel.sheet import NO, YES, CellKind, Column
from vendor_tracker.excel.tables import BadCell, Value, is_empty

# References that only hold inside one file.
EXAMPLE, NEW = "EXAMPLE-", "NEW-"
# The word that empties what is stored; an empty cell leaves it as it is.
CLEAR = "(clear)"

_FEW = 12


def meaning(column: Column, value: Value) -> object:
    """Return what a cell says, None if it is empty; refuse in words what cannot be meant.

    A column of many gives a tuple; of references and words together, a tuple of pairs of
    reference and member. A reference that is not one is given as it stands: it may be a name.
    """
    if isinstance(value, BadCell):
        raise Refused(value.reason)
    if is_empty(value):
        return () if column.many else None
    if column.many:
        return tuple(_one_of_many(column, part) for part in parted(_text(value)))
    if column.kind is CellKind.CHOICE and column.coded is not None:
        return _member(column.coded, _text(value))
    if column.kind is CellKind.REFERENCE:
        return _read_reference(column, value)
    if column.signed:
        return parse_paid(_digits(value))
    return _READERS.get(column.kind, _text)(value)


def is_example(value: Value) -> bool:
    """Tell whether a row whose first cell is this is one of the examples of a blank register."""
    return isinstance(value, str) and value.strip().upper().startswith(EXAMPLE)


def is_clear(value: Value) -> bool:
    """Tell whether a cell asks to empty what is stored."""
    return isinstance(value, str) and "".join(value.split()).casefold() == CLEAR


def pair(text: str) -> tuple[str, str]:
    """Return list and value of a reference elsewhere, written as `list: value`."""
    scheme, mark, value = text.partition(":")
    if not mark or not scheme.strip() or not value.strip():
        raise Refused(f"Write “{text}” as list: value, such as GTIN: 05012345678900.")
    return scheme.strip(), value.strip()


def _one_of_many(column: Column, part: str) -> object:
    if column.coded is None:
        return _read_reference(column, part) if column.refers_to else part
    named, mark, word = part.rpartition(":")
    if not mark:
        raise Refused(f"Write “{part}” as reference: word, such as SUP-3: Technical.")
    return _read_reference(column, named), _member(column.coded, word)


def _read_reference(column: Column, value: Value) -> object:
    text = _text(value).strip()
    found = split(text)
    if not column.refers_to or found is None:
        return text
    if found[0] not in column.refers_to:
        wanted = " or ".join(kind.value for kind in column.refers_to)
        raise Refused(f"{text} is not the right kind of reference: {wanted}-… is needed.")
    return reference(*found)


def _member(words: type[Coded], text: str) -> Coded:
    member = words.of_label(text)
    if member is not None:
        return member
    known = [one.label for one in words]
    listed = f"one of: {', '.join(known)}" if len(known) <= _FEW else "a word of the drop-down"
    raise Refused(f"“{text.strip()}” is not {listed}.")


def _read_yes_no(value: Value) -> object:
    if isinstance(value, bool):
        return value
    text = _text(value).strip().casefold()
    if text not in {YES.casefold(), NO.casefold()}:
        raise Refused(f"Write {YES} or {NO}, not “{text}”.")
    return text == YES.casefold()


def _read_day(value: Value) -> object:
    if isinstance(value, datetime):
        return plausible(value.date())
    return plausible(value) if isinstance(value, date) else read_date(_text(value))


def _read_money(value: Value) -> object:
    return parse_money(_digits(value))


def _read_number(value: Value) -> object:
    return parse_number(_digits(value))


def _digits(value: Value) -> str:
    return plain(value) if isinstance(value, Decimal) else _text(value)


def _text(value: Value) -> str:
    if isinstance(value, bool):
        return YES if value else NO
    if isinstance(value, Decimal):
        return plain(value)
    if isinstance(value, datetime) and value.time() == datetime.min.time():
        return value.date().isoformat()
    return value if isinstance(value, str) else str(value)


_READERS: dict[CellKind, Callable[[Value], object]] = {
    CellKind.DATE: _read_day,
    CellKind.MONEY: _read_money,
    CellKind.NUMBER: _read_number,
    CellKind.YESNO: _read_yes_no,
}
