"""Lists of costs that follow something else: what a list may say of them, and what it may not."""

from decimal import Decimal
from pathlib import Path

import pytest

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.drivers import DriverRow
from vendor_tracker.domain.imports import ImportReport
from vendor_tracker.domain.vocabulary import DriverKind
from vendor_tracker.services import drivers, imports, products, suppliers
from vendor_tracker.services.imports import ListFile
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Cost

NAMES = ("supplier", "product", "description", "quantity", "unit_price", "driver", "tiers")
MAPPING = "\n".join(
    [
        "[suppliers]",
        'name = "supplier"',
        "[products]",
        'name = "product"',
        'key = "name"',
        "[costs]",
    ]
    + [f'{name} = "{name}"' for name in NAMES[2:]]
)


@pytest.fixture
def product(any_actor: Actor) -> str:
    suppliers.add_supplier(any_actor, name="Fenwick Imaging (example)")
    ref = products.add_product(any_actor, name="Fenwick Head CT (example)")
    rows = [DriverRow(DriverKind.studies, Decimal(12_000))]
    drivers.save_drivers(any_actor, ref, version=None, rows=rows)
    return ref


def listed(tmp_path: Path, cells: str) -> ListFile:
    path = tmp_path / "costs.csv"
    start = "Fenwick Imaging (example),Fenwick Head CT (example),Use"
    path.write_text(f"{','.join(NAMES)}\n{start},{cells}\n", encoding="utf-8")
    return ListFile(path, path.name, mapping_text=MAPPING)


def said(report: ImportReport) -> str:
    return " ".join(str(problem) for problem in report.problems)


def test_a_line_of_a_list_follows_its_driver(
    any_actor: Actor, product: str, tmp_path: Path
) -> None:
    imports.apply(any_actor, listed(tmp_path, ',2,Cases a year,"up to 10,000: £2; beyond: 1.50"'))
    row = session().query(Cost).one()
    assert (row.quantity, row.unit_price) == (Decimal(12_000), Decimal(2))
    assert row.tiers == "up to 10000: 2; beyond: 1.5"


@pytest.mark.parametrize(
    "cells, words",
    [
        ("500,2,Cases a year,", "is 12000 here. Leave it empty"),
        (",,Sites,", "Nobody has entered yet how many"),
        ("5,,,lots", "is no band of prices"),
        ("5,,,up to 10: 2; up to 9: 1; beyond: 1", "overlaps the one before"),
    ],
)
def test_what_a_list_cannot_say_is_refused_at_its_cell(
    any_actor: Actor, product: str, tmp_path: Path, cells: str, words: str
) -> None:
    report = imports.preview(any_actor, listed(tmp_path, cells))
    assert report.bad == 1
    assert words in said(report)
