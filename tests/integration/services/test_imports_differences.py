"""A register that comes back is compared with what went out and with what is here now."""

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from openpyxl import Workbook

from tests import factories as make
from tests.registers import brought_back, column_of, fill, full_register
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.differences import Choices, Copies, FieldState, Side
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.imports import ImportReport
from vendor_tracker.domain.vocabulary import Stage
from vendor_tracker.services import imports, products, suppliers
from vendor_tracker.services.imports import ListFile
from vendor_tracker.storage.queries.products import get_product
from vendor_tracker.storage.queries.questions import get_question
from vendor_tracker.storage.queries.suppliers import get_supplier

FENWICK = "Fenwick Imaging (example)"
NAME = "Head CT Bleed Alert (example)"


def put(book: Workbook, sheet: str, heading: str, value: Any, row: int = 2) -> None:
    """Write into a cell of a sheet."""
    book[sheet].cell(row, column_of(book, sheet, heading), value)


def told(report: ImportReport) -> list[tuple[str, str, str, str, str]]:
    """Return name, state, and what was, is here and is in the file, of each difference."""
    return [(d.name, d.state.value, d.base, d.theirs, d.mine) for d in report.differences]


def chosen(source: ListFile, **choices: Any) -> ListFile:
    """Return the list with what somebody chose."""
    return ListFile(source.path, source.name, choices=Choices(**choices))


@pytest.fixture
def both_sides(actor: Actor, tmp_path: Path) -> ListFile:
    """Return a file with a conflict, a change of its own, and a field that only moved here."""
    suppliers.add_supplier(actor, name=FENWICK, country="England", owner="Imaging lead")
    book = full_register(actor, tmp_path / "out.xlsx")
    put(book, "Suppliers", "Country", "Scotland")
    put(book, "Suppliers", "Note", "Met in May")
    suppliers.change_supplier(
        actor, "SUP-1", version=1, name=FENWICK, country="Wales", owner="Stroke lead"
    )
    return brought_back(book, tmp_path / "back.xlsx")


def test_each_field_is_told_as_it_went_out_as_it_is_and_as_in_the_file(
    actor: Actor, both_sides: ListFile
) -> None:
    looked = imports.preview(actor, both_sides)
    assert told(looked) == [
        ("SUP-1:country", "conflict", "England", "Wales", "Scotland"),
        ("SUP-1:owner", "moved", "Imaging lead", "Stroke lead", "Imaging lead"),
        ("SUP-1:note", "changed", "nothing", "nothing", "Met in May"),
    ]
    (conflict,) = looked.conflicts
    assert conflict.is_open
    assert conflict.at is not None
    assert (conflict.heading, conflict.row, conflict.who) == ("Country", 2, "an import")


def test_nothing_is_taken_until_each_conflict_is_decided(
    actor: Actor, both_sides: ListFile
) -> None:
    with pytest.raises(Refused, match="Choose for each whose value stays"):
        imports.apply(actor, both_sides)
    assert get_supplier(actor, "SUP-1").country == "Wales"


@pytest.mark.parametrize(
    "side, country", [(Side.MINE, "Scotland"), (Side.THEIRS, "Wales"), (Side.SKIP, "Wales")]
)
def test_the_side_that_was_chosen_stays_and_what_others_changed_stays_too(
    actor: Actor, both_sides: ListFile, side: Side, country: str
) -> None:
    agreed = imports.preview(actor, both_sides).fingerprint
    source = chosen(both_sides, fields={"SUP-1:country": side})
    done = imports.apply(actor, source, agreed)
    stored = get_supplier(actor, "SUP-1")
    assert (stored.country, stored.owner, stored.note) == (country, "Stroke lead", "Met in May")
    assert done.reference == "BAT-1"
    imports.undo(actor, "BAT-1")
    assert get_supplier(actor, "SUP-1").country == "Wales"


def test_one_choice_may_hold_for_all_conflicts(actor: Actor, both_sides: ListFile) -> None:
    imports.apply(actor, chosen(both_sides, conflicts=Side.MINE))
    assert get_supplier(actor, "SUP-1").country == "Scotland"


def test_an_empty_cell_leaves_the_value_and_the_clearing_word_clears_it(
    actor: Actor, tmp_path: Path
) -> None:
    suppliers.add_supplier(
        actor, name=FENWICK, country="Wales", note="Old", aliases=("Fenwick UK",)
    )
    make.make_product(actor, supplier="SUP-1")
    book = full_register(actor, tmp_path / "out.xlsx")
    put(book, "Suppliers", "Country", None)
    put(book, "Suppliers", "Note", " (Clear) ")
    put(book, "Suppliers", "Other names", "(clear)")
    put(book, "Products", "Suppliers: Maker", "(clear)")
    source = brought_back(book, tmp_path / "back.xlsx")
    looked = imports.preview(actor, source)
    assert [(one.name, one.mine) for one in looked.differences] == [
        ("SUP-1:aliases", "nothing"),
        ("SUP-1:note", "nothing"),
        ("PRD-1:suppliers_developer", "nothing"),
    ]
    imports.apply(actor, source)
    stored = get_supplier(actor, "SUP-1")
    assert (stored.country, stored.note, stored.aliases) == ("Wales", "", ())


def test_what_is_needed_cannot_be_cleared(actor: Actor, tmp_path: Path) -> None:
    suppliers.add_supplier(actor, name=FENWICK)
    book = full_register(actor, tmp_path / "out.xlsx")
    put(book, "Suppliers", "Name", "(clear)")
    (problem,) = imports.preview(actor, brought_back(book, tmp_path / "b.xlsx")).problems
    assert problem.reason == "Name is needed, so it cannot be cleared."


def test_cells_that_are_not_allowed_can_be_left_out(actor: Actor, tmp_path: Path) -> None:
    product = make.make_product(actor, supplier=make.make_supplier(actor))
    book = full_register(actor, tmp_path / "out.xlsx")
    put(book, "Products", "Stage", "Dreaming")
    put(book, "Products", "Clinical area", "Stroke")
    put(book, "Suppliers", "Website", "fenwick.example")
    source = brought_back(book, tmp_path / "back.xlsx")
    assert len(imports.preview(actor, source).problems) == 2
    looked = imports.preview(actor, chosen(source, leaves_out=True))
    assert looked.problems == ()
    assert sorted(one.column for one in looked.left_out) == ["Stage", "Website"]
    imports.apply(actor, chosen(source, leaves_out=True), looked.fingerprint)
    assert get_product(actor, product).clinical_area == "Stroke"
    assert get_supplier(actor, "SUP-1").website == ""


def test_rows_that_are_not_in_the_file_are_told_and_stay(actor: Actor, tmp_path: Path) -> None:
    for name in ("One (example)", "Two (example)"):
        suppliers.add_supplier(actor, name=name)
    book = full_register(actor, tmp_path / "out.xlsx")
    book["Suppliers"].delete_rows(3)
    suppliers.add_supplier(actor, name="Later (example)")
    looked = imports.preview(actor, brought_back(book, tmp_path / "back.xlsx"))
    assert [(one.sheet, one.references) for one in looked.missing] == [("Suppliers", ("SUP-2",))]
    assert looked.changes_nothing


@pytest.fixture
def copied(actor: Actor, tmp_path: Path) -> ListFile:
    """Return a file in which somebody copied a row twice, and changed one of the copies."""
    suppliers.add_supplier(actor, name=FENWICK)
    book = full_register(actor, tmp_path / "out.xlsx")
    for at, cell in enumerate([one.value for one in book["Suppliers"][2]], 1):
        book["Suppliers"].cell(3, at, cell)
        book["Suppliers"].cell(4, at, cell)
    put(book, "Suppliers", "Name", "Larch Health (example)", 4)
    return brought_back(book, tmp_path / "back.xlsx")


def test_a_copied_row_is_asked_about_unless_it_says_the_same(
    actor: Actor, copied: ListFile
) -> None:
    looked = imports.preview(actor, copied)
    assert [(one.row, one.reason) for one in looked.problems] == [
        (4, "SUP-1 stands in row 2 too. Keep one of the two rows.")
    ]
    assert looked.copied == 1
    assert any("row 3 says the same of SUP-1 as row 2" in one for one in looked.notices)
    first = imports.preview(actor, chosen(copied, copies=Copies.FIRST))
    assert (first.changes_nothing, len(first.left_out)) == (True, 1)
    imports.apply(actor, chosen(copied, copies=Copies.NEW))
    assert get_supplier(actor, "SUP-2").name == "Larch Health (example)"


def test_a_row_version_that_never_was_is_refused(actor: Actor, tmp_path: Path) -> None:
    suppliers.add_supplier(actor, name=FENWICK)
    book = full_register(actor, tmp_path / "out.xlsx")
    put(book, "Suppliers", "Row version", 7)
    put(book, "Suppliers", "Country", "Wales")
    (problem,) = imports.preview(actor, brought_back(book, tmp_path / "b.xlsx")).problems
    assert problem.reason.startswith("SUP-1 has never had the row version 7 here.")


def test_what_people_do_to_a_file_does_not_harm_it(actor: Actor, tmp_path: Path) -> None:
    for name in ("One (example)", "Two (example)"):
        suppliers.add_supplier(actor, name=name)
    book = full_register(actor, tmp_path / "out.xlsx")
    page = book["Suppliers"]
    rows = [[cell.value for cell in row] for row in page.iter_rows()]
    page.delete_rows(1, 10)
    turned = [list(reversed(row)) for row in (rows[0], rows[2], [None] * len(rows[0]), rows[1])]
    for row in turned:
        page.append(row)
    put(book, "Suppliers", "Country", "  Wales ")
    for title in ("Contracts", "Overview"):
        del book[title]
    looked = imports.preview(actor, brought_back(book, tmp_path / "back.xlsx"))
    assert [(one.name, one.mine) for one in looked.differences] == [("SUP-2:country", "Wales")]
    assert looked.problems == ()


def test_a_day_typed_as_text_is_a_day(actor: Actor, tmp_path: Path) -> None:
    supplier = make.make_supplier(actor)
    book = full_register(actor, tmp_path / "out.xlsx")
    fill(book, "Questions", question="Why?", supplier=supplier, asked_on=" 1 Sept 2026 ")
    done = imports.apply(actor, brought_back(book, tmp_path / "back.xlsx"))
    assert (done.new, done.problems) == (1, ())
    assert get_question(actor, "QUE-1").asked_on == date(2026, 9, 1)


def test_facts_and_roles_are_compared_each_by_itself(actor: Actor, tmp_path: Path) -> None:
    maker, host = make.make_supplier(actor), make.make_supplier(actor, name="Host (example)")
    product = make.make_product(actor, supplier=maker, name=NAME, stage=Stage.live)
    book = full_register(actor, tmp_path / "out.xlsx")
    put(book, "Products", "Is a medical device", "Yes")
    put(book, "Products", "Suppliers: Host", host)
    products.change_product(
        actor, product, version=1, name=NAME, stage=Stage.live, clinical_area="Stroke"
    )
    source = brought_back(book, tmp_path / "back.xlsx")
    looked = imports.preview(actor, source)
    assert {one.key: one.state for one in looked.differences} == {
        "suppliers_developer": FieldState.MOVED,
        "suppliers_host": FieldState.CHANGED,
        "fact_dev": FieldState.CHANGED,
    }
    imports.apply(actor, source)
    assert get_product(actor, product).clinical_area == "Stroke"
