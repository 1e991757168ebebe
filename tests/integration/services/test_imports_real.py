"""The real lists of other people, read by what is suggested for them, and by mappings kept."""

import os
from pathlib import Path

import pytest
import sqlalchemy as sa

from vendor_tracker import config
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.imports import ImportReport
from vendor_tracker.services import chains, imports
from vendor_tracker.services.imports import ListFile
from vendor_tracker.services.imports.suggestions import suggest, suggested_text
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import ImportedCell, ImportMapping, Product, ProductVersion

MAPPINGS = Path(__file__).parents[2] / "mappings"
DEVICES, SPEND = "fda_ai_devices_1995_2025.csv", "dh_spend_over_25k_2014_08.csv"
HEALTH, EDUCATION = "hhs_ai_use_cases_fy2025.csv", "education_ai_inventory_2025.xlsx"
PRODUCTS = "us_commercial_ai_products_2025.xlsx"


def real(name: str, mapping: str | None = None) -> ListFile:
    """Return a real list; where it must be, its absence is a failure."""
    path = config.real_data_folder() / name
    if not path.is_file() and not os.environ.get("CI"):
        pytest.skip(f"{path} is not on this computer")
    text = (MAPPINGS / mapping).read_text() if mapping else None
    return ListFile(path, path.name, mapping_text=text)


def by_suggestion(actor: Actor, name: str) -> ImportReport:
    """Look at a list by the mapping that is suggested for it."""
    source = real(name)
    text = suggested_text(actor, source)
    return imports.preview(actor, ListFile(source.path, source.name, mapping_text=text))


def counts(report: ImportReport) -> dict[str, int]:
    """Return how many records of each kind would be new."""
    return {one.words: one.new for one in report.records}


@pytest.mark.parametrize(
    "name, rows, new, records",
    [
        (DEVICES, 1_430, 1_430, {"suppliers": 689, "products": 1_430}),
        (SPEND, 865, 864, {"suppliers": 388, "payments": 864}),
        (HEALTH, 447, 447, {"suppliers": 69, "products": 447, "versions": 255, "claims": 398}),
        (EDUCATION, 77, 77, {"suppliers": 9, "products": 77, "versions": 77, "claims": 77}),
        (PRODUCTS, 900, 230, {"products": 230}),
    ],
)
def test_what_is_suggested_for_a_real_list_can_be_looked_at_at_once(
    actor: Actor, name: str, rows: int, new: int, records: dict[str, int]
) -> None:
    report = by_suggestion(actor, name)
    assert report.problems == ()
    assert (report.rows, report.new) == (rows, new)
    assert counts(report) == records


def test_uses_in_health_come_in_by_their_mapping(any_actor: Actor) -> None:
    report = imports.apply(any_actor, real(HEALTH, "health.toml"))
    assert counts(report) == {"suppliers": 67, "products": 447, "versions": 255, "claims": 398}
    said = " / ".join(report.notices)
    assert "“N/A” names nobody in 26 rows" in said
    assert "known only to the month, such as “Apr-25” kept as 1 April 2025, in 255 rows" in said
    assert "2 rows share the name of their product" in said
    raw = sa.select(ImportedCell.raw).where(
        ImportedCell.kind == "VER", ImportedCell.field == "in_use_from", ImportedCell.row == 3
    )
    assert session().scalar(raw) == "Apr-25"
    assert chains.verify(any_actor).problem is None


def test_merged_answers_and_two_firms_in_one_cell_come_in(actor: Actor) -> None:
    report = imports.apply(actor, real(EDUCATION, "education.toml"))
    assert (report.new, report.bad) == (77, 0)
    assert counts(report)["suppliers"] == 10
    assert "Hidden sheets not read: “Sheet4”, “Sheet3”, “Sheet1”, “Sheet2”" in report.notices
    days = session().scalars(sa.select(ProductVersion.in_use_from))
    assert all(day is not None for day in days)


def test_agencies_that_use_one_product_make_it_once(actor: Actor) -> None:
    report = imports.apply(actor, real(PRODUCTS, "products.toml"))
    assert (report.rows, report.skipped, report.bad) == (900, 478, 0)
    names = set(session().scalars(sa.select(Product.name)))
    assert len(names) == 230
    assert not names & {"N/A", "Various"}


def test_a_list_that_came_in_teaches_how_to_read_the_next(actor: Actor) -> None:
    imports.apply(actor, real(DEVICES, "fda.toml"))
    kept = session().scalar(sa.select(ImportMapping.name))
    assert kept == "FDA list of AI-enabled devices"
    found = suggest(actor, real(DEVICES))
    assert found.learned == kept
    assert found.mapping.parts[1].key == "FDA"
