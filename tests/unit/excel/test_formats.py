"""A number is a date when its cell shows it as one, and then the right one."""

from datetime import date, time
from decimal import Decimal

import pytest
from openpyxl.styles.numbers import BUILTIN_FORMATS, is_date_format

from vendor_tracker.excel.formats import Shown, number_value, shown_as
from vendor_tracker.excel.tables import BadCell


@pytest.mark.parametrize(
    "code, shown",
    [
        ("General", Shown.NUMBER),
        ("d mmm yyyy", Shown.DATE),
        ("[$-809]dd/mm/yyyy;@", Shown.DATE),
        ("mmm-yy", Shown.DATE),
        ("yyyy-mm-dd hh:mm", Shown.MOMENT),
        ("h:mm AM/PM", Shown.TIME),
        ("[h]:mm", Shown.NUMBER),
        ('"£"#,##0.00;[Red]-"£"#,##0.00', Shown.NUMBER),
        ('0.0" days"', Shown.NUMBER),
        ("#,##0\\d", Shown.NUMBER),
        ("[Red]0", Shown.NUMBER),
        ("@", Shown.NUMBER),
        ("0%", Shown.NUMBER),
        ("0.00E+00", Shown.NUMBER),
    ],
)
def test_a_format_says_what_is_shown(code: str, shown: Shown) -> None:
    assert shown_as(164, code) is shown


def test_the_formats_every_workbook_has_are_told_as_the_library_tells_them() -> None:
    for number, code in BUILTIN_FORMATS.items():
        elapsed = number == 46
        is_date = shown_as(number, None) is not Shown.NUMBER
        assert elapsed or is_date == is_date_format(code), code


@pytest.mark.parametrize(
    "raw, shown, value",
    [
        ("1", Shown.DATE, date(1900, 1, 1)),
        ("59", Shown.DATE, date(1900, 2, 28)),
        ("61", Shown.DATE, date(1900, 3, 1)),
        ("2958465", Shown.DATE, date(9999, 12, 31)),
        ("0.5", Shown.TIME, time(12)),
        ("12345678901234567890", Shown.NUMBER, Decimal("12345678901234600000")),
    ],
)
def test_serials_are_read(raw: str, shown: Shown, value: object) -> None:
    assert number_value(raw, shown, from_1904=False) == value


@pytest.mark.parametrize("raw", ["60", "0", "-1", "2958466", "nan", "inf", "x"])
def test_what_is_no_date_says_so(raw: str) -> None:
    assert isinstance(number_value(raw, Shown.DATE, from_1904=False), BadCell)
