"""The scale of a drawing, so that every figure lies inside it and reads well."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import ROUND_CEILING, ROUND_FLOOR, Decimal

from vendor_tracker.domain.figures import plain

_TEN, _HUNDRED = Decimal(10), Decimal(100)


@dataclass(frozen=True, slots=True)
class Axis:
    """Where a scale starts and ends, what is written on it, and in which unit."""

    start: Decimal
    end: Decimal
    ticks: tuple[str, ...]
    unit: str

    @property
    def words(self) -> str:
        """Return the scale in words, such as 60% to 100%."""
        return f"{plain(self.start)}{self.unit} to {plain(self.end)}{self.unit}"


def axis_of(figures: Iterable[Decimal | None], *, is_share: bool) -> Axis:
    """Return a scale on which each of these figures can be drawn; a share ends at 100%."""
    known = [figure for figure in figures if figure is not None]
    least, most = min(known, default=Decimal(0)), max(known, default=_HUNDRED)
    if is_share:
        start = max(Decimal(0), _down(least, _TEN) - _TEN)
        return _axis(start, _HUNDRED, "%")
    step = _step(max(abs(least), abs(most)))
    start = min(Decimal(0), _down(least, step))
    return _axis(start, _up(most, step) if most > start else start + step, "")


def _axis(start: Decimal, end: Decimal, unit: str) -> Axis:
    middle = (start + end) / 2
    return Axis(start, end, (plain(start), plain(middle), plain(end)), unit)


def _step(size: Decimal) -> Decimal:
    """Return a round step: the power of ten below this size."""
    return Decimal(1).scaleb(size.adjusted()) if size else Decimal(1)


def _down(figure: Decimal, step: Decimal) -> Decimal:
    return (figure / step).to_integral_value(ROUND_FLOOR) * step


def _up(figure: Decimal, step: Decimal) -> Decimal:
    return (figure / step).to_integral_value(ROUND_CEILING) * step
