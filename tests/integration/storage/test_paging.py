"""Places in a list, whatever somebody makes of them: the list begins, or goes on, and holds."""

from datetime import date
from typing import Any

import pytest
import sqlalchemy as sa

from tests.cursors import cursors
from vendor_tracker.storage.db import session
from vendor_tracker.storage.queries.paging import Asked, fetch

# A column of each type that lists are sorted by.
COLUMNS: dict[str, sa.ColumnElement[Any]] = {
    "number": sa.literal(7, sa.Integer),
    "pence": sa.literal(7, sa.BigInteger),
    "word": sa.literal("seven", sa.Text),
    "name": sa.literal("seven", sa.String),
    "day": sa.literal(date(2026, 10, 6), sa.Date),
}


@pytest.mark.usefixtures("any_database")
@pytest.mark.parametrize("type_", COLUMNS)
@pytest.mark.parametrize("length", [1, 2, 3, 4])
def test_no_made_up_place_breaks_a_list_with_columns_of_any_type(type_: str, length: int) -> None:
    row = sa.select(*[COLUMNS[type_].label(f"of_{n}") for n in range(length)]).subquery()
    for cursor in cursors(length, length + 1):
        for asked in (Asked(after=cursor), Asked(before=cursor, descending=True)):
            rows, _, _ = fetch(sa.select(row), list(row.c), asked)
            assert len(rows) <= 1
    assert session().is_active
