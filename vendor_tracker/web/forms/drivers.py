"""The form of what the costs of a product follow: two boxes for each kind."""

from collections.abc import Iterable

from vendor_tracker.domain.drivers import DriverRow, box_of
from vendor_tracker.domain.vocabulary import DriverKind
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import Line, Number

_SOURCE = "_source"


class DriversForm(Form):
    """How many there are in a year of each kind; an empty box says nothing."""

    def rows(self) -> list[DriverRow]:
        """Return what was entered, in the order of the kinds."""
        found = self.answers()
        return [
            DriverRow(kind, found[box_of(kind)], found[kind.value + _SOURCE])
            for kind in DriverKind
            if found[box_of(kind)] is not None
        ]


def _boxes() -> dict[str, object]:
    boxes: dict[str, object] = {}
    for kind in DriverKind:
        boxes[box_of(kind)] = Number(kind.label, description=f"{kind.hint}.")
        boxes[kind.value + _SOURCE] = Line("Who says so?", description="A report, with its month.")
    return boxes


for _name, _box in _boxes().items():
    setattr(DriversForm, _name, _box)


def driver_values(rows: Iterable[DriverRow], version: int) -> dict[str, object]:
    """Return what the form shows of what is stored."""
    values: dict[str, object] = {"version": version}
    for row in rows:
        values |= {box_of(row.kind): row.quantity, row.kind.value + _SOURCE: row.source}
    return values
