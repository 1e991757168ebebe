"""Tell dates from numbers by the format of their cell, and turn serials into dates."""

import math
import re
from datetime import datetime, timedelta
from decimal import Decimal
from enum import Enum

from vendor_tracker.excel.tables import BadCell, Value


class Shown(Enum):
    """What the format of a cell makes of its number."""

    NUMBER = "number"
    DATE = "date"
    MOMENT = "moment"
    TIME = "time"


_BUILT_IN = {
    **dict.fromkeys([14, 15, 16, 17, *range(27, 32), 34, 35, 36, *range(50, 59)], Shown.DATE),
    **dict.fromkeys([18, 19, 20, 21, 32, 33, 45, 47], Shown.TIME),
    22: Shown.MOMENT,
}
# Words in quotes, escaped signs, colours and countries in brackets say nothing of dates.
_NOT_PARTS = re.compile(r'"[^"]*"|\\.|_.|\*.|\[(?!h+\]|m+\]|s+\])[^\]]*\]', re.IGNORECASE)
_ELAPSED = re.compile(r"\[[hms]+\]", re.IGNORECASE)

_EPOCH = datetime(1899, 12, 30)  # noqa: DTZ001  # a workbook knows no zones
_DAYS_BETWEEN_EPOCHS = 1_462
# Excel counts a 29 February 1900 that never was; serials up to it are one day off.
_LEAP_BUG = 60
_LAST_SERIAL = 2_958_466
_MILLISECONDS = 86_400_000


def shown_as(format_id: int, code: str | None) -> Shown:
    """Return what a number format shows."""
    if code is None:
        return _BUILT_IN.get(format_id, Shown.NUMBER)
    parts = _NOT_PARTS.sub("", code.split(";")[0]).lower()
    if _ELAPSED.search(parts):
        return Shown.NUMBER
    has_time = "h" in parts or "s" in parts.replace("general", "")
    has_day = "d" in parts or "y" in parts or ("m" in parts and not has_time)
    if parts.strip() == "general" or not (has_day or has_time):
        return Shown.NUMBER
    if has_day:
        return Shown.MOMENT if has_time else Shown.DATE
    return Shown.TIME


def number_value(raw: str, shown: Shown, *, from_1904: bool) -> Value:
    """Return the number, date, time or moment a cell shows."""
    try:
        number = float(raw)
    except ValueError:
        return BadCell(raw, f"This cell should hold a number but holds “{raw[:40]}”.")
    if not math.isfinite(number):
        return BadCell(raw, "This cell holds a number that is too large.")
    if shown is Shown.NUMBER:
        # Excel keeps 15 digits; what is beyond them is the noise of its arithmetic.
        return Decimal(f"{number:.15g}")
    return _moment(raw, number + (_DAYS_BETWEEN_EPOCHS if from_1904 else 0), shown)


def _moment(raw: str, serial: float, shown: Shown) -> Value:
    if serial < 0 or serial >= _LAST_SERIAL:
        return BadCell(raw, f"This cell is shown as a date but {raw[:40]} is not one.")
    if shown is Shown.TIME and serial < 1:
        return (_EPOCH + timedelta(milliseconds=round(serial * _MILLISECONDS))).time()
    if serial < 1 or _LEAP_BUG <= serial < _LEAP_BUG + 1:
        return BadCell(raw, f"This cell is shown as a date but {raw[:40]} is not one.")
    if serial < _LEAP_BUG:
        serial += 1
    moment = _EPOCH + timedelta(milliseconds=round(serial * _MILLISECONDS))
    whole_day = moment.time().isoformat() == "00:00:00"
    return moment.date() if shown is Shown.DATE and whole_day else moment
