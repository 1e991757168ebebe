"""The faults of other people's lists, one by one, in small lists of our own."""

from decimal import Decimal
from pathlib import Path

import pytest
import sqlalchemy as sa
from openpyxl import Workbook

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.imports import ImportReport
from vendor_tracker.services import imports, suppliers
from vendor_tracker.services.imports import ListFile
from vendor_tracker.services.imports.suggestions import suggest, suggested_text
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    ImportedCell,
    Payment,
    Product,
    ProductVersion,
    Supplier,
    SupplierAlias,
)

TOOLS = """
[suppliers]
name = "Firm"

[products]
name = "Tool"
intended_use = "Use"
fact_pd = "Personal data"

[versions]
name = { constant = "In use" }
in_use_from = "Since"
"""
HEADINGS = "Tool,Firm,Use,Personal data,Since"
PAID = '[suppliers]\nname = "Firm"\n[payments]\npaid_on = "Date"\namount = "Amount"\n'


def listed(tmp_path: Path, *rows: str, mapping: str = TOOLS, headings: str = HEADINGS) -> ListFile:
    """Return a small list of our own."""
    path = tmp_path / "tools.csv"
    path.write_text("\r\n".join([headings, *rows]) + "\r\n", encoding="utf-8")
    return ListFile(path, path.name, mapping_text=mapping)


def notices(report: ImportReport) -> str:
    """Return all that was noticed."""
    return " / ".join(report.notices)


def test_silence_is_counted_by_its_kind_and_leaves_no_value(actor: Actor, tmp_path: Path) -> None:
    uses = ("", "N/A", "TBC", "withheld", "a) Reads scans")
    source = listed(tmp_path, *(f"T{n},Fenwick,{use}, No,Apr-25" for n, use in enumerate(uses)))
    said = notices(imports.apply(actor, source))
    assert "Use: not applicable in 1 row: 3, kept apart from an empty cell" in said
    assert "Use: not known in 1 row: 4" in said
    assert "Use: withheld in 1 row: 5" in said
    raws = sa.select(ImportedCell.raw).where(ImportedCell.field == "intended_use")
    assert list(session().scalars(raws)) == ["N/A", "TBC", "withheld", "a) Reads scans"]
    stored = list(session().scalars(sa.select(Product.intended_use).order_by(Product.number)))
    assert stored == ["", "", "", "", "a) Reads scans"]


@pytest.mark.parametrize("answer, known", [("a) Yes", "yes"), (" No", "no"), ("Y", "yes")])
def test_options_are_read_in_any_dress(
    actor: Actor, tmp_path: Path, answer: str, known: str
) -> None:
    imports.apply(actor, listed(tmp_path, f"Reader,Fenwick,,{answer},"))
    about = session().scalar(sa.select(Product.about))
    assert about is not None
    assert about["pd"][0] == known


@pytest.mark.parametrize(
    "typed, on", [("Apr-25", "2025-04-01"), ("Q4FY25", "2025-01-01"), ("45748", "2025-04-01")]
)
def test_rough_days_and_counted_days_are_read(
    actor: Actor, tmp_path: Path, typed: str, on: str
) -> None:
    imports.apply(actor, listed(tmp_path, f"Reader,Fenwick,,,{typed}"))
    assert str(session().scalar(sa.select(ProductVersion.in_use_from))) == on


def test_days_that_read_either_way_are_counted(actor: Actor, tmp_path: Path) -> None:
    days = ("03/09/2025", "13/09/2025", "04/04/2025")
    source = listed(tmp_path, *(f"T{n},Fenwick,,,{day}" for n, day in enumerate(days)))
    said = notices(imports.preview(actor, source))
    assert "Since: 1 of 3 days could be read either way, and all are read day first" in said


def test_a_column_that_writes_the_month_first_is_suggested_so(actor: Actor, tmp_path: Path) -> None:
    source = listed(
        tmp_path,
        "Reader,Fenwick,04/25/2025",
        "Scribe,Larch,03/09/2025",
        headings="Product,Supplier,Go live",
    )
    text = suggested_text(actor, source)
    assert '{ column = "Go live", dates = "month first" }' in text
    assert "1 of 2 days could be read either way" in text


@pytest.mark.parametrize(
    "typed, amount",
    [("(£1,200.50)", "-1200.50"), (" - ", "0.00"), ("£-", "0.00"), ("-£5", "-5.00")],
)
def test_amounts_are_read_as_accountants_write_them(
    actor: Actor, tmp_path: Path, typed: str, amount: str
) -> None:
    row = f'Fenwick,01/08/2026,"{typed}"'
    source = listed(tmp_path, row, mapping=PAID, headings="Firm,Date,Amount")
    imports.apply(actor, source)
    assert session().scalar(sa.select(Payment.amount)) == Decimal(amount)


def test_a_comma_that_may_be_a_point_is_asked_about(actor: Actor, tmp_path: Path) -> None:
    row = 'Fenwick,01/08/2026,"1241,32"'
    source = listed(tmp_path, row, mapping=PAID, headings="Firm,Date,Amount")
    (problem,) = imports.preview(actor, source).problems
    assert problem.reason.startswith("“1241,32” may mean 1,241.32 or 124,132.")
    assert (problem.row, problem.letter) == (2, "C")


def test_a_name_that_is_alike_is_shown_and_never_joined_by_itself(
    any_actor: Actor, tmp_path: Path
) -> None:
    suppliers.add_supplier(any_actor, name="Fenwick Ltd")
    row = "Reader,Fenwick Limited,,,"
    (like,) = imports.preview(any_actor, listed(tmp_path, row)).lookalikes
    assert (like.name, like.like, like.where) == ("Fenwick Limited", "Fenwick Ltd", "SUP-1")
    same = TOOLS + '\n[same]\n"Fenwick Limited" = "Fenwick Ltd"\n'
    report = imports.apply(any_actor, listed(tmp_path, row, mapping=same))
    assert report.lookalikes == ()
    assert list(session().scalars(sa.select(Supplier.name))) == ["Fenwick Ltd"]
    assert list(session().scalars(sa.select(SupplierAlias.alias))) == ["Fenwick Limited"]
    imports.undo(any_actor, "BAT-1")
    assert list(session().scalars(sa.select(SupplierAlias.alias))) == []


def test_a_parent_that_a_person_names_is_kept(actor: Actor, tmp_path: Path) -> None:
    parents = TOOLS + '\n[parents]\n"Fenwick France" = "Fenwick"\n'
    rows = ("Reader,Fenwick,,,", "Scribe,Fenwick France,,,")
    imports.apply(actor, listed(tmp_path, *rows, mapping=parents))
    child = session().scalar(sa.select(Supplier).where(Supplier.name == "Fenwick France"))
    parent = session().scalar(sa.select(Supplier).where(Supplier.name == "Fenwick"))
    assert child is not None
    assert parent is not None
    assert child.parent_id == parent.id


def test_a_list_without_headings_is_guessed_by_its_cells(actor: Actor, tmp_path: Path) -> None:
    path = tmp_path / "bare.csv"
    rows = [f"K{n},Reader {n},Fenwick {n} Ltd" for n in range(6)]
    path.write_text("\n".join(rows))
    found = suggest(actor, ListFile(path, path.name, header_row=0))
    assert 'name = { letter = "C" }' in found.text
    assert 'name = { letter = "B" }' in found.text
    assert "header_row = 0" in found.text
    report = imports.preview(actor, ListFile(path, path.name, mapping_text=found.text))
    assert (report.new, report.bad) == (6, 0)


@pytest.fixture
def banded(tmp_path: Path) -> Path:
    """Return a workbook whose headings are told apart by a merged band above them."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["The product", None, "The firm", None])
    sheet.append(["Name", "Purpose", "Name", "Country"])
    for n in range(4):
        sheet.append([f"Reader {n}", "Reads scans", "Fenwick", "France"])
    sheet.merge_cells("A1:B1")
    sheet.merge_cells("C1:D1")
    path = tmp_path / "banded.xlsx"
    book.save(path)
    return path


def test_a_band_tells_headings_of_one_name_apart(actor: Actor, banded: Path) -> None:
    found = suggest(actor, ListFile(banded, banded.name))
    assert found.table.header[:3] == (
        "The product: Name",
        "The product: Purpose",
        "The firm: Name",
    )
    assert found.mapping.band_row == 1


def test_a_giant_merge_is_refused_in_words(actor: Actor, banded: Path, tmp_path: Path) -> None:
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.append(["Product", "Supplier"])
    sheet.append(["Reader", "Fenwick"])
    sheet.merge_cells("A2:B5000")
    path = tmp_path / "giant.xlsx"
    book.save(path)
    with pytest.raises(Refused, match="merged over more than a list needs"):
        suggest(actor, ListFile(path, path.name))
