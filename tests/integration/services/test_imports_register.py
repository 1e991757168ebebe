"""A blank register that was filled in comes back, and a full one changes what was changed."""

from datetime import date
from pathlib import Path

import pytest
from openpyxl import Workbook

from tests.factories import make_decision, make_evidence, make_product, make_supplier
from tests.registers import blank_register, brought_back, column_of, fill, full_register
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.imports import ImportReport
from vendor_tracker.domain.vocabulary import AnswerState, Gate, Outcome
from vendor_tracker.services import (
    answers,
    chains,
    evidence_links,
    imports,
    products,
    suppliers,
)
from vendor_tracker.services.imports import ListFile
from vendor_tracker.storage.queries.answers import get_section
from vendor_tracker.storage.queries.meetings import get_meeting
from vendor_tracker.storage.queries.suppliers import get_supplier

FENWICK = "Fenwick Imaging (example)"
HEAD_CT = "Head CT Bleed Alert (example)"


def counts(report: ImportReport) -> dict[str, tuple[int, int, int]]:
    """Return new, changed and unchanged records by kind."""
    return {one.words: (one.new, one.changed, one.unchanged) for one in report.records}


def reasons(report: ImportReport) -> list[tuple[str, int, str, str]]:
    """Return sheet, row, column and reason of each error."""
    return [(one.sheet, one.row, one.column, one.reason) for one in report.problems]


@pytest.fixture
def every_sheet(any_actor: Actor, tmp_path: Path) -> ListFile:
    """Return a blank register with a row on each sheet that is read."""
    book = blank_register(any_actor, tmp_path / "blank.xlsx")
    fill_parties(book)
    fill_work(book)
    fill_words(book)
    return brought_back(book, tmp_path / "filled.xlsx")


def fill_parties(book: Workbook) -> None:
    """Fill in suppliers, a person and products."""
    fill(book, "Suppliers", name=FENWICK, size="Small", other_names="Fenwick; Fenwick UK")
    fill(book, "Suppliers", reference="NEW-1", name="Larch Group (example)")
    fill(book, "Suppliers", name="Larch Health (example)", parent_company="NEW-1")
    fill(book, "Contacts", name="Sales desk", contact_for="Fenwick: Commercial; NEW-1: Safety")
    fill(
        book,
        "Products",
        reference="NEW-1",
        name=HEAD_CT,
        suppliers_maker=FENWICK,
        stage="Live",
        references_elsewhere="GTIN: 05012345",
    )
    fill(book, "Products", name="Chest Reader (example)", suppliers_maker="fenwick  uk")
    fill(book, "Versions", reference="NEW-1", product=HEAD_CT, version="2.1")


def fill_work(book: Workbook) -> None:
    """Fill in contract, meeting, promise, question and planned decision."""
    ends, held = date(2027, 3, 31), date(2026, 9, 1)
    fill(book, "Contracts", title="Imaging", suppliers="Fenwick", products="NEW-1", ends_on=ends)
    fill(book, "Meetings", reference="NEW-1", held_on=held, supplier=FENWICK, kind="Review",
         what_worried_staff="At night nobody looks.")  # fmt: skip
    fill(book, "Promises", side="Theirs", supplier=FENWICK, promise="Send the safety case")
    fill(book, "Questions", supplier=FENWICK, question="What does hosting cost?", asked_on=held)
    planned = date(2026, 12, 24)
    chest = "Chest Reader (example)"
    fill(book, "Decisions", product=chest, gate="Shortlist", planned_on=planned)


def fill_words(book: Workbook) -> None:
    """Fill in a claim with bar and result, a price, and evidence for the claim."""
    said = {"product": HEAD_CT, "statement": "Finds nine in ten.", "meeting": "NEW-1"}
    fill(book, "Claims", reference="NEW-1", product_version="NEW-1", said_on="1 Sept 2026", **said)
    fill(book, "Thresholds", claim="NEW-1", set_by="Us", bar=92, people_who_set_it=2)
    fill(book, "Results", claim="NEW-1", tested=100, result=96.2, range_from=90.4, range_to=98.9)
    fill(book, "Costs", supplier=FENWICK, product=HEAD_CT, description="Hosting")
    link = "https://fenwick.example/certificate"
    fill(book, "Evidence", title="Certificate", product=HEAD_CT, supports="NEW-1", link=link)


ALL_NEW = {
    "suppliers": (3, 0, 0),
    "contacts": (1, 0, 0),
    "products": (2, 0, 0),
    "versions": (1, 0, 0),
    "contracts": (1, 0, 0),
    "meetings": (1, 0, 0),
    "claims": (1, 0, 0),
    "costs": (1, 0, 0),
    "promises": (1, 0, 0),
    "questions": (1, 0, 0),
    "pieces of evidence": (1, 0, 0),
    "decisions": (1, 0, 0),
}


def test_every_sheet_comes_in_and_links_within_the_file_hold(
    any_actor: Actor, every_sheet: ListFile
) -> None:
    looked = imports.preview(any_actor, every_sheet)
    assert reasons(looked) == []
    assert counts(looked) == ALL_NEW
    assert looked.rows == looked.new + looked.skipped
    assert looked.raised is not None
    assert looked.raised.catch_up == 1
    done = imports.apply(any_actor, every_sheet, looked.fingerprint)
    assert get_meeting(any_actor, "MTG-1").concerns == "At night nobody looks."
    assert (done.reference, counts(done), done.raised) == ("BAT-1", ALL_NEW, looked.raised)
    assert chains.verify(any_actor).problem is None


def test_the_same_file_twice_changes_nothing(any_actor: Actor, every_sheet: ListFile) -> None:
    imports.apply(any_actor, every_sheet)
    again = imports.apply(any_actor, every_sheet)
    assert (again.reference, again.new, again.changed) == (None, 0, 0)
    assert again.changes_nothing


def test_the_same_rows_in_another_file_change_nothing(
    any_actor: Actor, every_sheet: ListFile, tmp_path: Path
) -> None:
    from openpyxl import load_workbook

    imports.apply(any_actor, every_sheet)
    book = load_workbook(every_sheet.path)
    book["Costs"]["AZ1"] = "A column of our own"
    again = imports.preview(any_actor, brought_back(book, tmp_path / "again.xlsx"))
    assert again.changes_nothing, again.samples
    assert any("A column of our own" in notice for notice in again.notices)


def test_a_register_as_it_went_out_changes_nothing(
    any_actor: Actor, every_sheet: ListFile, tmp_path: Path
) -> None:
    imports.apply(any_actor, every_sheet)
    book = full_register(any_actor, tmp_path / "out.xlsx")
    back = imports.preview(any_actor, brought_back(book, tmp_path / "back.xlsx"))
    assert reasons(back) == []
    assert back.changes_nothing, back.samples
    assert back.notices == ()


def test_a_changed_cell_changes_its_record_and_an_empty_one_leaves_it(
    actor: Actor, tmp_path: Path
) -> None:
    suppliers.add_supplier(actor, name=FENWICK, country="Wales", owner="Imaging lead")
    book = full_register(actor, tmp_path / "out.xlsx")
    book["Suppliers"].cell(2, column_of(book, "Suppliers", "Country"), "Scotland")
    book["Suppliers"].cell(2, column_of(book, "Suppliers", "Looked after by")).value = None
    source = brought_back(book, tmp_path / "back.xlsx")
    looked = imports.preview(actor, source)
    assert looked.samples[0].changes == (("Country", "Wales", "Scotland"),)
    assert imports.apply(actor, source).reference == "BAT-1"
    stored = get_supplier(actor, "SUP-1")
    assert (stored.country, stored.owner, stored.version) == ("Scotland", "Imaging lead", 2)


def test_a_list_that_would_now_do_something_else_is_not_applied(
    actor: Actor, tmp_path: Path
) -> None:
    book = blank_register(actor, tmp_path / "blank.xlsx")
    fill(book, "Suppliers", name=FENWICK)
    source = brought_back(book, tmp_path / "filled.xlsx")
    looked = imports.preview(actor, source)
    suppliers.add_supplier(actor, name=FENWICK)
    with pytest.raises(Exception, match="changed since you looked"):
        imports.apply(actor, source, looked.fingerprint)


def test_only_a_catch_up_product_gets_a_day_of_review(actor: Actor, tmp_path: Path) -> None:
    from vendor_tracker.storage.db import session
    from vendor_tracker.storage.models import Product

    book = blank_register(actor, tmp_path / "blank.xlsx")
    for number in range(7):
        stage = "Live" if number else "Watching"
        fill(book, "Products", name=f"Reader {number} (example)", stage=stage)
    imports.apply(actor, brought_back(book, tmp_path / "filled.xlsx"))
    days = [row.catch_up_on for row in session().query(Product).order_by(Product.number)]
    assert days[0] is None
    assert days[1:] == [date(2026, 10, 12)] * 3 + [date(2026, 10, 19)] * 3


@pytest.mark.parametrize(
    "sheet, cells, column, reason",
    [
        ("Suppliers", {"name": "=1+1"}, "Name", "formula"),
        ("Suppliers", {"name": FENWICK, "size": "Huge"}, "Size", "“Huge” is not one of: "),
        ("Suppliers", {"legal_name": "Fenwick"}, "Name", "Name is needed for a new row."),
        ("Suppliers", {"reference": "PRD-1", "name": "X"}, "Reference", "SUP-… is needed"),
        ("Suppliers", {"reference": "SUP-9", "name": "X"}, "Reference", "There is no SUP-9 here."),
        ("Suppliers", {"name": "X", "website": "javascript:x"}, "Website", "begins with https://"),
        ("Products", {"name": "Reader", "suppliers_maker": "Nobody"}, "Suppliers: Maker", "No su"),
        ("Costs", {"supplier": "SUP-9", "description": "X"}, "Supplier", "There is no SUP-9 here."),
        ("Costs", {"supplier": "NEW-9", "description": "X"}, "Supplier", "No row goes by NEW-9"),
        ("Meetings", {"supplier": FENWICK, "held_on": "soon"}, "Held on", "Enter a date such as"),
        ("Results", {"claim": "NEW-3", "result": 90}, "Claim", "No claim in this file or here"),
        ("Contacts", {"name": "Desk", "contact_for": "SUP-1"}, "Contact for", "as reference: word"),
        (
            "Decisions",
            {"product": "Reader", "gate": "Shortlist", "decided_on": date(2026, 9, 1)},
            "Decided on",
            "Decisions are taken on the page of the product",
        ),
    ],
)
def test_a_cell_that_cannot_be_taken_says_why(
    actor: Actor, tmp_path: Path, sheet: str, cells: dict[str, object], column: str, reason: str
) -> None:
    book = blank_register(actor, tmp_path / "blank.xlsx")
    fill(book, "Suppliers", name="Larch (example)")
    fill(book, "Products", name="Reader")
    row = fill(book, sheet, **cells)
    looked = imports.preview(actor, brought_back(book, tmp_path / "filled.xlsx"))
    found = [one for one in looked.problems if one.column == column]
    assert [(one.sheet, one.row) for one in found] == [(sheet, row)], looked.problems
    assert reason in found[0].reason
    assert looked.bad == 1


def test_a_row_of_results_is_held_to_the_rules_of_its_form(actor: Actor, tmp_path: Path) -> None:
    book = blank_register(actor, tmp_path / "blank.xlsx")
    fill(book, "Products", name="Reader")
    fill(book, "Claims", reference="NEW-1", product="Reader", statement="Finds nine in ten.")
    fill(book, "Results", claim="NEW-1", range_from=90, range_to=97)
    looked = imports.preview(actor, brought_back(book, tmp_path / "filled.xlsx"))
    assert "a range, but no result" in reasons(looked)[0][3]


def test_two_products_of_one_name_are_named_in_the_error(actor: Actor, tmp_path: Path) -> None:
    products.add_product(actor, name="Reader")
    book = blank_register(actor, tmp_path / "blank.xlsx")
    row = fill(book, "Products", name="READER")
    fill(book, "Claims", product="Reader", statement="Finds nine in ten.")
    looked = imports.preview(actor, brought_back(book, tmp_path / "filled.xlsx"))
    ((_, _, column, reason),) = reasons(looked)
    assert column == "Product"
    assert reason.startswith(f"2 products are called “Reader”: row {row} of this file and PRD-1.")
    assert any("PRD-1 is called “READER” too" in notice for notice in looked.notices)


def test_a_plan_is_refused_as_its_page_refuses_it(actor: Actor, tmp_path: Path) -> None:
    stop = {"decided_on": date(2026, 9, 30), "outcome": Outcome.stop}
    make_decision(actor, product=make_product(actor, "Reader"), gate=Gate.shortlist, **stop)
    book = blank_register(actor, tmp_path / "blank.xlsx")
    early = fill(book, "Decisions", product="Reader", gate="Shortlist", planned_on=date(2026, 9, 1))
    past = fill(book, "Decisions", product="Reader", gate="Award", planned_on=date(2026, 12, 1))
    looked = imports.preview(actor, brought_back(book, tmp_path / "filled.xlsx"))
    assert reasons(looked) == [
        ("Decisions", early, "Planned on",
         "The last decision was taken on 30 September 2026. Plan that day or a later one."),
        ("Decisions", past, "Gate",
         "DEC-1 stopped it at an earlier gate. Decide that gate again first."),
    ]  # fmt: skip


def test_a_register_that_comes_back_unties_no_answer(any_actor: Actor, tmp_path: Path) -> None:
    supplier = make_supplier(any_actor)
    make_product(any_actor, supplier=supplier)
    answers.save_answer(any_actor, "PRD-1", "CST-04", version=None, state=AnswerState.met)
    make_evidence(any_actor, product="PRD-1")
    evidence_links.link_evidence(any_actor, "EVD-1", "PRD-1/CST-04")
    book = full_register(any_actor, tmp_path / "register.xlsx")
    same = imports.apply(any_actor, brought_back(book, tmp_path / "same.xlsx"))
    assert (same.reference, same.changed) == (None, 0)
    book["Evidence"].cell(2, column_of(book, "Evidence", "Title"), "Price list")
    assert imports.apply(any_actor, brought_back(book, tmp_path / "other.xlsx")).changed == 1
    answer = get_section(any_actor, "PRD-1", "CST")
    shown = next(one for one in answer.items if one.item.code == "CST-04")
    assert [line.title for line in shown.evidence] == ["Price list"]
