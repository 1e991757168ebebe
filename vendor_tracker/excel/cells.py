"""Turn values into cell XML, one formatter per column; text never becomes a formula."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from vendor_tracker.clock import to_london
from vendor_tracker.excel.addresses import letters
from vendor_tracker.excel.many import joined
from vendor_tracker.excel.sheet import NO, YES, CellKind, Column
from vendor_tracker.excel.text import CannotStore, looks_like_formula, text_xml

# A formatter gets a value that is not None and its row number as text.
CellMaker = Callable[[object, str], str]

# Excel believes in 29 February 1900; days before it would be stored one off.
FIRST_DAY = date(1900, 3, 1)
EPOCH = date(1899, 12, 30).toordinal()
_MIDNIGHT = datetime(1899, 12, 30)  # noqa: DTZ001  # a workbook knows no zones
_DAY = 86_400
# Excel keeps 15 digits of a number and turns the rest into noughts.
_DIGITS = 15


@dataclass(frozen=True, slots=True)
class Styles:
    """Numbers of the looks of one column: usual, text like a formula, text with a link."""

    usual: int = 0
    quoted: int = 0
    linked: int = 0


def day_number(day: date) -> int:
    """Return a day as a workbook stores it."""
    return day.toordinal() - EPOCH


def moment_number(moment: datetime) -> float:
    """Return a moment as a workbook stores it, in the time clocks in the UK show."""
    if moment.tzinfo is not None:
        moment = to_london(moment).replace(tzinfo=None)
    passed = moment - _MIDNIGHT
    return passed.days + (passed.seconds + passed.microseconds / 1_000_000) / _DAY


def plain_number(value: object) -> str:
    """Return a number as a workbook stores it, or raise if it would lose digits."""
    if isinstance(value, bool) or not isinstance(value, (int, Decimal, float)):
        raise TypeError(f"Not a number: {value!r}")
    number = Decimal(repr(value)) if isinstance(value, float) else Decimal(value)
    if not number.is_finite():
        raise CannotStore(f"{number} is not a number a cell can hold")
    if len(number.normalize().as_tuple().digits) > _DIGITS:
        raise CannotStore(f"{number} has more than {_DIGITS} digits, which a cell would round")
    return format(number, "f") if number else "0"


def words_of(value: object) -> str:
    """Return the words shown for a value: its label, Yes or No, several parts, or its text."""
    if isinstance(value, tuple):
        return joined([words_of(part) for part in value])
    if isinstance(value, bool):
        return YES if value else NO
    return str(getattr(value, "label", value))


def text_cell(address: str, text: str, style: int = 0) -> str:
    """Return a cell that holds a text and can hold nothing else."""
    return f'<c r="{address}" s="{style}" t="inlineStr"><is>{text_xml(text)}</is></c>'


def text_opens(style: int) -> str:
    """Return what stands between the place of a text and the text itself."""
    return f'" s="{style}" t="inlineStr"><is><t>'


TEXT_CLOSES = "</t></is></c>"


def number_cell(address: str, number: str, style: int = 0) -> str:
    """Return a cell that holds a number, a date or a moment."""
    return f'<c r="{address}" s="{style}"><v>{number}</v></c>'


def cell_maker(column: Column, position: int, styles: Styles) -> CellMaker:
    """Return the formatter of a column that stands at a position counted from 1."""
    letter = letters(position)
    if column.kind is CellKind.DATE:
        return lambda value, row: _date_cell(letter + row, value, styles)
    if column.kind is CellKind.DATETIME:
        return lambda value, row: _moment_cell(letter + row, value, styles)
    if column.kind in {CellKind.MONEY, CellKind.NUMBER, CellKind.PERCENT}:
        return lambda value, row: number_cell(letter + row, plain_number(value), styles.usual)
    if column.kind in {CellKind.CHOICE, CellKind.YESNO}:
        return _choice_maker(letter, styles)
    return lambda value, row: _words_cell(letter + row, words_of(value), styles)


def _choice_maker(letter: str, styles: Styles) -> CellMaker:
    """The same few words again and again: escape each of them once."""
    made: dict[str, str] = {}

    def make(value: object, row: str) -> str:
        words = words_of(value)
        ending = made.get(words)
        if ending is None:
            ending = made[words] = _words_cell("", words, styles).removeprefix('<c r="')
        return f'<c r="{letter}{row}{ending}' if ending else ""

    return make


def _words_cell(address: str, words: str, styles: Styles) -> str:
    if not words:
        return ""
    return text_cell(address, words, styles.quoted if looks_like_formula(words) else styles.usual)


def _date_cell(address: str, value: object, styles: Styles) -> str:
    if isinstance(value, datetime) or not isinstance(value, date):
        raise TypeError(f"Not a date: {value!r}")
    if value < FIRST_DAY:
        return text_cell(address, value.isoformat(), styles.quoted)
    return number_cell(address, str(day_number(value)), styles.usual)


def _moment_cell(address: str, value: object, styles: Styles) -> str:
    if not isinstance(value, datetime):
        raise TypeError(f"Not a date and time: {value!r}")
    if value.date() < FIRST_DAY:
        return text_cell(address, value.isoformat(sep=" "), styles.quoted)
    return number_cell(address, repr(moment_number(value)), styles.usual)
