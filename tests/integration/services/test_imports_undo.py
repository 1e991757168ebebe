"""An import is undone as a whole or not at all, and comes back under the same references."""

from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from tests import factories
from tests.registers import blank_register, brought_back, column_of, fill, full_register
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Forbidden, NotFound, Refused
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.services import chains, imports, products, suppliers
from vendor_tracker.services.imports import ListFile, reports
from vendor_tracker.storage.db import session
from vendor_tracker.storage.queries.imports import get_import
from vendor_tracker.storage.snapshots import PLANS, STAMPS, load_snapshots

FENWICK = "Fenwick Imaging (example)"


def stored(actor: Actor, kind: Kind) -> list[dict[str, Any]]:
    """Return every record of a kind as it is stored, without its stamps and row version."""
    session().rollback()
    ids = session().scalars(sa.select(PLANS[kind].model.id))
    left_out = STAMPS | {"version"}
    return [
        {name: value for name, value in one.fields.items() if name not in left_out}
        for one in load_snapshots(actor.organisation_id, kind, ids)
    ]


def live(actor: Actor) -> list[str]:
    """Return the references of all records that are not archived."""
    return [
        reference(kind, row["number"])
        for kind in PLANS
        for row in stored(actor, kind)
        if row["archived_at"] is None
    ]


@pytest.fixture
def source(any_actor: Actor, tmp_path: Path) -> ListFile:
    """Return a filled register: a supplier, its product, a claim and a cost."""
    book = blank_register(any_actor, tmp_path / "blank.xlsx")
    fill(book, "Suppliers", name=FENWICK)
    fill(book, "Products", name="Reader (example)", suppliers_maker=FENWICK)
    fill(book, "Claims", product="Reader (example)", statement="Finds nine in ten.")
    fill(book, "Costs", supplier=FENWICK, product="Reader (example)", description="Hosting")
    return brought_back(book, tmp_path / "filled.xlsx")


def test_what_an_import_made_is_put_away(any_actor: Actor, source: ListFile) -> None:
    imports.apply(any_actor, source)
    assert live(any_actor) == ["SUP-1", "PRD-1", "CLM-1", "COST-1"]
    assert imports.undo(any_actor, "BAT-1") == "BAT-2"
    assert live(any_actor) == []
    assert all(row["archived_by_undo"] for row in stored(any_actor, Kind.PRODUCT))
    assert get_import(any_actor, "BAT-1").row.undone_by == "BAT-2"
    assert chains.verify(any_actor).problem is None


def test_what_was_undone_comes_back_under_the_same_references(
    any_actor: Actor, source: ListFile
) -> None:
    imports.apply(any_actor, source)
    before = {kind: stored(any_actor, kind) for kind in PLANS}
    imports.undo(any_actor, "BAT-1")
    looked = imports.preview(any_actor, source)
    assert (looked.new, looked.changed) == (4, 0)
    assert imports.apply(any_actor, source).reference == "BAT-3"
    assert {kind: stored(any_actor, kind) for kind in PLANS} == before
    assert imports.apply(any_actor, source).changes_nothing


def test_what_an_import_changed_is_as_it_was(any_actor: Actor, tmp_path: Path) -> None:
    suppliers.add_supplier(any_actor, name=FENWICK, country="Wales", aliases=["Fenwick"])
    products.add_product(any_actor, name="Reader", references=[("GTIN", "1")])
    before = [stored(any_actor, kind) for kind in (Kind.SUPPLIER, Kind.PRODUCT)]
    book = full_register(any_actor, tmp_path / "out.xlsx")
    for sheet, heading, value in (
        ("Suppliers", "Country", "Scotland"),
        ("Suppliers", "Other names", "Fenwick Ltd; FI"),
        ("Products", "References elsewhere", "GTIN: 2; UDI: 3"),
        ("Products", "Suppliers: Maker", FENWICK),
    ):
        book[sheet].cell(2, column_of(book, sheet, heading), value)
    imports.apply(any_actor, brought_back(book, tmp_path / "back.xlsx"))
    assert [stored(any_actor, kind) for kind in (Kind.SUPPLIER, Kind.PRODUCT)] != before
    imports.undo(any_actor, "BAT-1")
    assert [_unkeyed(stored(any_actor, kind)) for kind in (Kind.SUPPLIER, Kind.PRODUCT)] == [
        _unkeyed(rows) for rows in before
    ]


def _unkeyed(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return records without the private keys of their parts, which are made anew."""
    return [
        {
            name: [{k: v for k, v in part.items() if k != "id"} for part in value]
            if isinstance(value, list)
            else value
            for name, value in row.items()
        }
        for row in rows
    ]


def test_a_record_that_moved_on_stops_the_whole(any_actor: Actor, source: ListFile) -> None:
    imports.apply(any_actor, source)
    suppliers.change_supplier(any_actor, "SUP-1", version=1, name=FENWICK, country="Wales")
    with pytest.raises(imports.CannotUndo) as refused:
        imports.undo(any_actor, "BAT-1")
    assert refused.value.reasons == ("SUP-1 was changed since.",)
    assert live(any_actor) == ["SUP-1", "PRD-1", "CLM-1", "COST-1"]


def test_a_live_record_that_names_one_stops_the_whole(any_actor: Actor, source: ListFile) -> None:
    imports.apply(any_actor, source)
    factories.make_question(any_actor, supplier="SUP-1", product="PRD-1")
    contract = factories.make_contract(any_actor, supplier="SUP-1")
    with pytest.raises(imports.CannotUndo) as refused:
        imports.undo(any_actor, "BAT-1")
    assert set(refused.value.reasons) == {
        "QUE-1 names SUP-1.",
        "QUE-1 names PRD-1.",
        f"{contract} names SUP-1.",
    }
    assert "nothing was changed" in refused.value.message


def test_a_record_put_away_stops_nothing(any_actor: Actor, source: ListFile) -> None:
    imports.apply(any_actor, source)
    question = factories.make_question(any_actor, supplier="SUP-1")
    factories.archive(any_actor, question)
    assert imports.undo(any_actor, "BAT-1") == "BAT-2"


def test_an_import_is_undone_once_and_an_undo_never(any_actor: Actor, source: ListFile) -> None:
    imports.apply(any_actor, source)
    imports.undo(any_actor, "BAT-1")
    with pytest.raises(Refused, match="BAT-1 was undone already"):
        imports.undo(any_actor, "BAT-1")
    with pytest.raises(Refused, match="BAT-2 is itself an undo"):
        imports.undo(any_actor, "BAT-2")
    with pytest.raises(NotFound):
        imports.undo(any_actor, "BAT-9")


def test_who_may_not_import_may_neither_look_nor_undo(actor: Actor, tmp_path: Path) -> None:
    from dataclasses import replace

    from vendor_tracker.domain.vocabulary import Role

    reviewer = replace(actor, role=Role.reviewer)
    source = ListFile(tmp_path / "none.csv", "none.csv")
    for act in (lambda: imports.preview(reviewer, source), lambda: imports.undo(reviewer, "BAT-1")):
        with pytest.raises(Forbidden):
            act()


def test_undoing_takes_the_flags_away(any_actor: Actor, tmp_path: Path) -> None:
    book = blank_register(any_actor, tmp_path / "blank.xlsx")
    fill(book, "Suppliers", name=FENWICK)
    fill(book, "Products", name="Reader", suppliers_maker=FENWICK, stage="evaluating")
    fill(book, "Promises", side="Theirs", supplier=FENWICK, promise="Report", due_on="1/9/2026")
    source = brought_back(book, tmp_path / "filled.xlsx")
    raised = imports.apply(any_actor, source).raised
    assert raised is not None
    assert raised.flags > 0
    imports.undo(any_actor, "BAT-1")
    assert reports.open_flags(any_actor).flags == 0
    assert imports.preview(any_actor, source).raised == raised
