"""Column types that keep money, figures, codes and instants exact on every engine."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from enum import StrEnum
from functools import lru_cache
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Dialect

Id = sa.BigInteger().with_variant(sa.Integer(), "sqlite")

# Sorted by code point on every engine, so that pages and their "next" agree.
SortText = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")


def _decimals_with(places: int) -> Callable[[int | None], Decimal | None]:
    @lru_cache(maxsize=4096)
    def decimal(value: int | None) -> Decimal | None:
        return None if value is None else Decimal(int(value)).scaleb(-places)

    return decimal


# The same few figures stand in many rows.
_decimals = {places: _decimals_with(places) for places in (0, 2, 6)}


class _Scaled(sa.TypeDecorator[Decimal]):
    """A decimal kept as a whole number of its smallest unit."""

    impl = sa.BigInteger
    cache_ok = True
    places = 0

    def process_bind_param(self, value: Decimal | None, dialect: Dialect) -> int | None:
        """Store whole units; refuse what would have to be rounded."""
        if value is None:
            return None
        scaled = Decimal(value).scaleb(self.places)
        if scaled != scaled.to_integral_value():
            raise ValueError(f"{value} has more than {self.places} decimals")
        return int(scaled)

    def result_processor(self, dialect: Dialect, coltype: Any) -> Callable[[Any], Decimal | None]:
        """Give the decimal back, without a detour for each cell of each row."""
        return _decimals[self.places]


class Money(_Scaled):
    """Pounds, kept as whole pence."""

    cache_ok = True
    places = 2


class Figure(_Scaled):
    """A price per unit, quantity or measured figure, kept in millionths."""

    cache_ok = True
    places = 6


class Code(sa.TypeDecorator[StrEnum]):
    """A member of an enumeration, kept as its plain value."""

    impl = sa.String
    cache_ok = True

    def __init__(self, members: type[StrEnum]) -> None:
        super().__init__(40)
        self.members = members
        self._by_value: dict[str | None, StrEnum | None] = {None: None}
        self._by_value.update((str(member.value), member) for member in members)

    def process_bind_param(self, value: StrEnum | str | None, dialect: Dialect) -> str | None:
        """Store the value; refuse a word that is not a member."""
        return None if value is None else str(self.members(value).value)

    def result_processor(self, dialect: Dialect, coltype: Any) -> Callable[[Any], StrEnum | None]:
        """Give the member back, without a detour for each cell of each row."""
        return self._by_value.__getitem__


class Instant(sa.TypeDecorator[datetime]):
    """An aware instant, kept as UTC without a zone."""

    impl = sa.DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Store UTC; refuse an instant without a zone."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("an instant needs a zone")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: Any, dialect: Dialect) -> datetime | None:
        """Give the aware instant back."""
        return None if value is None else value.replace(tzinfo=UTC)
