"""Lists of other people, brought in by a mapping: the public one, and its faults one by one."""

import os
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from pathlib import Path
from threading import Barrier

import pytest
import sqlalchemy as sa

from vendor_tracker import config
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.imports import ImportReport, RowState
from vendor_tracker.services import chains, imports
from vendor_tracker.services import products as product_service
from vendor_tracker.services import suppliers as supplier_service
from vendor_tracker.services.imports import ListFile
from vendor_tracker.storage.db import Database, session
from vendor_tracker.storage.models import Claim, Cost, ExternalReference, Product, Supplier

MAPPINGS = Path(__file__).parents[2] / "mappings"
HEADINGS = "Date,Number,Device,Company,Panel,Statement\r\n"
PUBLIC = "fda_ai_devices_1995_2025.csv"


def devices(tmp_path: Path, *rows: str, encoding: str = "utf-8") -> ListFile:
    """Return a small device list of our own."""
    path = tmp_path / "devices.csv"
    path.write_bytes((HEADINGS + "".join(f"{row}\r\n" for row in rows)).encode(encoding))
    return ListFile(path, path.name, mapping_text=(MAPPINGS / "devices.toml").read_text())


def counts(report: ImportReport) -> dict[str, tuple[int, int, int]]:
    """Return new, changed and unchanged records by kind."""
    return {one.words: (one.new, one.changed, one.unchanged) for one in report.records}


def names(model: type[Supplier] | type[Product]) -> list[str]:
    """Return the stored names of a kind, in the order they were made."""
    return list(session().scalars(sa.select(model.name).order_by(model.number)))


@pytest.fixture
def public_list() -> ListFile:
    """Return the public list of devices; where it must be, its absence is a failure."""
    path = config.real_data_folder() / PUBLIC
    if not path.is_file() and not os.environ.get("CI"):
        pytest.skip(f"{path} is not on this computer")
    return ListFile(path, path.name, mapping_text=(MAPPINGS / "fda.toml").read_text())


def test_the_public_list_comes_in_whole_and_twice_changes_nothing(
    any_actor: Actor, public_list: ListFile
) -> None:
    looked = imports.preview(any_actor, public_list)
    assert (looked.rows, looked.new, looked.bad, looked.skipped) == (1_430, 1_430, 0, 0)
    assert counts(looked) == {"suppliers": (689, 0, 0), "products": (1_430, 0, 0)}
    assert looked.raised is not None
    assert (looked.raised.flags, looked.raised.catch_up) == (0, 0)
    assert imports.apply(any_actor, public_list, looked.fingerprint).reference == "BAT-1"
    again = imports.apply(any_actor, public_list)
    assert (again.new, again.changed, again.unchanged) == (0, 0, 1_430)
    assert chains.verify(any_actor).problem is None


def test_the_faults_of_the_public_list_are_said(actor: Actor, public_list: ListFile) -> None:
    said = " / ".join(imports.preview(actor, public_list).notices)
    assert "740 spellings of suppliers read as 689 names" in said
    assert "Control characters read as the signs that were meant, such as ™, in 23 rows" in said
    assert "Columns that the mapping does not use: “Date of Final Decision”" in said


def test_spellings_of_one_name_are_one_supplier(any_actor: Actor, tmp_path: Path) -> None:
    spelled = ["Fenwick Ltd", "FENWICK LTD", " Fenwick Ltd ", "Fenwick  Ltd", '"\tFenwick\n Ltd"']
    rows = [f"1/2/2025,K{n},Reader {n},{name},CT," for n, name in enumerate(spelled)]
    report = imports.apply(any_actor, devices(tmp_path, *rows))
    assert counts(report) == {"suppliers": (1, 0, 0), "products": (5, 0, 0)}
    assert names(Supplier) == ["Fenwick Ltd"]


def test_names_that_differ_in_more_than_case_and_spaces_are_two(
    actor: Actor, tmp_path: Path
) -> None:
    source = devices(tmp_path, "1/2/2025,K1,A,Fenwick Ltd,CT,", "1/2/2025,K2,B,Fenwick Ltd.,CT,")
    imports.apply(actor, source)
    assert names(Supplier) == ["Fenwick Ltd", "Fenwick Ltd."]


def test_another_name_of_a_supplier_counts_and_its_own_name_stays(
    actor: Actor, tmp_path: Path
) -> None:
    supplier_service.add_supplier(actor, name="Fenwick Imaging", aliases=["Fenwick Ltd"])
    report = imports.apply(actor, devices(tmp_path, "1/2/2025,K1,Reader,FENWICK LTD,CT,"))
    assert counts(report)["suppliers"] == (0, 0, 1)
    assert names(Supplier) == ["Fenwick Imaging"]


def test_the_same_device_of_the_same_firm_under_two_numbers_is_two_products(
    any_actor: Actor, tmp_path: Path
) -> None:
    source = devices(tmp_path, "1/2/2025,K1,Reader,Fenwick,CT,", "1/3/2025,K2,Reader,Fenwick,CT,")
    assert counts(imports.apply(any_actor, source))["products"] == (2, 0, 0)
    assert imports.apply(any_actor, source).changes_nothing


def test_joined_devices_stay_one_product_with_its_whole_name(actor: Actor, tmp_path: Path) -> None:
    joined = "; ".join(f"Reader {n} (v{n}.0)" for n in range(40))
    imports.apply(actor, devices(tmp_path, f"1/2/2025,K1,{joined},Fenwick,CT,"))
    assert names(Product) == [joined]
    assert len(joined) > 438


def test_stray_control_characters_become_the_signs_that_were_meant(
    actor: Actor, tmp_path: Path
) -> None:
    row = "1/2/2025,K1,Reader\x99 of \x93Larch\x94,Fenwick,CT,"
    report = imports.apply(actor, devices(tmp_path, row))
    assert names(Product) == ["Reader™ of “Larch”"]
    assert "such as ™, in 1 row: 2" in " ".join(report.notices)


def test_dates_are_read_month_first_and_one_that_is_none_is_an_error(
    actor: Actor, tmp_path: Path
) -> None:
    good = "12/30/2026,K1,Reader,Fenwick,CT,Finds nine in ten"
    imports.apply(actor, devices(tmp_path, good.replace("2026", "2024")))
    assert str(session().scalar(sa.select(Claim.said_on))) == "2024-12-30"
    report = imports.preview(actor, devices(tmp_path, good, "30/12/2024,K2,B,Larch,CT,No"))
    (late, wrong) = sorted(report.problems, key=lambda one: one.row)
    assert (late.row, late.column) == (2, "Date")
    assert late.reason == "The day they said it lies in the future. Enter a day up to today."
    assert (wrong.row, wrong.column, wrong.value) == (3, "Date", "30/12/2024")
    assert wrong.reason == "There is no such day as 30/12/2024, month first."


def test_a_row_that_repeats_a_number_must_say_the_same(actor: Actor, tmp_path: Path) -> None:
    source = devices(tmp_path, "1/2/2025,K1,Reader,Fenwick,CT,", "1/2/2025,K1,Other,Fenwick,CT,")
    (problem,) = imports.preview(actor, source).problems
    assert (problem.row, problem.column, problem.value) == (3, "Device", "Other")
    assert problem.reason == "Row 2 says “Reader” here."


def test_an_empty_cell_leaves_what_is_there(actor: Actor, tmp_path: Path) -> None:
    imports.apply(actor, devices(tmp_path, "1/2/2025,K1,Reader,Fenwick,CT,"))
    report = imports.preview(actor, devices(tmp_path, "1/2/2025,K1,Reader,Fenwick,,"))
    assert report.changes_nothing


def test_a_list_adds_its_number_and_keeps_those_of_others(actor: Actor, tmp_path: Path) -> None:
    supplier_service.add_supplier(actor, name="Fenwick")
    product_service.add_product(actor, name="Reader", references=[("GTIN", "1"), ("List", "K1")])
    report = imports.apply(actor, devices(tmp_path, "1/2/2025,K1,Reader,Fenwick,CT,"))
    assert counts(report)["products"] == (0, 1, 0)
    found = session().execute(sa.select(ExternalReference.scheme, ExternalReference.value))
    assert sorted((scheme, value) for scheme, value in found) == [("GTIN", "1"), ("List", "K1")]


def test_what_a_person_put_away_is_an_error_that_asks(actor: Actor, tmp_path: Path) -> None:
    supplier_service.add_supplier(actor, name="Fenwick")
    supplier_service.archive_supplier(actor, "SUP-1", version=1, reason="Closed down.")
    source = devices(tmp_path, "1/2/2025,K1,Reader,Fenwick,CT,")
    (problem,) = imports.preview(actor, source).problems
    assert (problem.column, problem.value) == ("Company", "Fenwick")
    assert problem.reason.startswith("SUP-1 was put away on 6 October 2026: Closed down. Bring")


def test_a_row_without_a_name_and_a_row_with_nothing(actor: Actor, tmp_path: Path) -> None:
    report = imports.preview(
        actor, devices(tmp_path, "1/2/2025,K1,,Fenwick,CT,", ",,,,,", "1/2/2025,K2,B,,CT,")
    )
    assert [(one.row, one.reason) for one in report.problems] == [
        (2, "Enter the name of the product.")
    ]
    assert (report.rows, report.bad, report.new) == (2, 1, 1)
    assert report.samples[-1].state is RowState.NEW


def test_nothing_is_stored_when_one_row_of_many_is_wrong(any_actor: Actor, tmp_path: Path) -> None:
    rows = [f"1/2/2025,K{n},Reader {n},Fenwick,CT," for n in range(50)]
    rows[25] = "99/99/2025,K25,Reader 25,Fenwick,CT,Nine in ten"
    with pytest.raises(imports.RowsRefused, match="1 cell needs another look") as refused:
        imports.apply(any_actor, devices(tmp_path, *rows))
    assert [one.row for one in refused.value.report.problems] == [27]
    assert names(Supplier) == names(Product) == []
    assert imports.preview(any_actor, devices(tmp_path, *rows[:25])).new == 25


@pytest.mark.parametrize(
    "mapping, words",
    [
        ('[products]\nname = "Devise"', "The list has no column “Devise”. Its columns: “Date”,"),
        ('[products]\nname = { letter = "Z" }', "The mapping names column Z; the list ends at F."),
        ('[products]\nnom = "Device"', "Line 2 of the mapping: “nom” is not a field of products"),
        ('[product]\nname = "Device"', "Line 1 of the mapping: there is no record “product”"),
        ("[products]\nname = 3", "Line 2 of the mapping: products.name must be a heading"),
        ("[products\n", "The mapping cannot be read: "),
        ("a = " + "9" * 10_000, "The mapping cannot be read: a number in it is too long."),
        ("", "The mapping names no record. Begin a part with [claims], "),
        ('dates = "ymd"', "Line 1 of the mapping: dates are “day first” or “month first”"),
        ('[products]\nsupplier_role = "boss"\nname = "Device"', "“boss” is not a role of a supp"),
        (
            '[products]\nname = "Device"\nreferences = { A = "Number", B = "Panel" }',
            "Line 1 of the mapping: say by which of them a record is found again: key = A, B.",
        ),
    ],
)
def test_a_mapping_that_cannot_be_meant_is_refused_in_words(
    actor: Actor, tmp_path: Path, mapping: str, words: str
) -> None:
    source = devices(tmp_path, "1/2/2025,K1,Reader,Fenwick,CT,")
    with pytest.raises(Refused) as refused:
        imports.preview(actor, ListFile(source.path, source.name, mapping_text=mapping))
    assert words in refused.value.message


def test_the_same_list_twice_at_once_makes_everything_once(
    any_database: Database, any_actor: Actor, tmp_path: Path
) -> None:
    rows = [f"1/2/2025,K{n},Reader {n},Fenwick,CT," for n in range(20)]
    source, barrier = devices(tmp_path, *rows), Barrier(2)

    def bring_in() -> str | None:
        with any_database.opened():
            barrier.wait()
            return imports.apply(any_actor, source).reference

    with ThreadPoolExecutor(2) as both:
        done = [one.result() for one in [both.submit(bring_in), both.submit(bring_in)]]
    assert sorted(done, key=str) == ["BAT-1", None]
    session().rollback()
    assert (len(names(Supplier)), len(names(Product))) == (1, 20)


SPEND = (
    "Firm;Product;What;Price;Contract;Ends\n"
    "Fenwick;Reader;Licence;£1,200.50;Imaging;31/03/2027\n"
    "fenwick;Reader;Hosting;;;\n"
)
SPEND_MAPPING = """
suppliers = { name = "Firm" }
products = { name = "Product", key = "name", supplier_role = "reseller" }
costs = { description = "What", unit_price = "Price", quantity = { constant = "1" } }
contracts = { title = "Contract", ends_on = "Ends" }
"""


def test_one_row_says_things_about_several_records(any_actor: Actor, tmp_path: Path) -> None:
    path = tmp_path / "spend.csv"
    path.write_text(SPEND)
    source = ListFile(path, path.name, mapping_text=SPEND_MAPPING)
    report = imports.apply(any_actor, source)
    assert counts(report) == {
        "suppliers": (1, 0, 0),
        "products": (1, 0, 0),
        "contracts": (1, 0, 0),
        "costs": (2, 0, 0),
    }
    assert imports.apply(any_actor, source).changes_nothing
    prices = session().execute(
        sa.select(Cost.description, Cost.unit_price, Supplier.name, Product.name)
        .join(Supplier, Supplier.id == Cost.supplier_id)
        .join(Product, Product.id == Cost.product_id)
        .order_by(Cost.number)
    )
    assert [tuple(row) for row in prices] == [
        ("Licence", Decimal("1200.5"), "Fenwick", "Reader"),
        ("Hosting", None, "Fenwick", "Reader"),
    ]


def test_a_name_alone_makes_two_rows_two_products_and_says_so(actor: Actor, tmp_path: Path) -> None:
    path = tmp_path / "names.csv"
    path.write_text("Product,Firm\nReader,Fenwick\nREADER,Fenwick\nFinder,Fenwick\n")
    mapping = '[products]\nname = "Product"\n'
    looked = imports.preview(actor, ListFile(path, path.name, mapping_text=mapping))
    assert counts(looked) == {"products": (3, 0, 0)}
    assert any(notice.startswith("2 rows share the name") for notice in looked.notices)
    one = ListFile(path, path.name, mapping_text=f'{mapping}key = "name"\n')
    assert counts(imports.apply(actor, one)) == {"products": (2, 0, 0)}
    assert imports.preview(actor, one).changes_nothing
