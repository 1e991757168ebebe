"""The rows of the register: every column, on both engines, with few statements."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date
from typing import Any

import sqlalchemy as sa

from tests import factories, samples
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import Doubt, Known
from vendor_tracker.services import organisations
from vendor_tracker.services.registers import PARTS, REGISTER, scope_of
from vendor_tracker.storage.db import session
from vendor_tracker.storage.queries.productlists import list_products
from vendor_tracker.storage.queries.registers.counts import count_records

# Sums over all products: no more rows with more products.
SUMS = ("CostKinds",)
# Each item is read with all that its rules know of the product, for 500 products at a time.
# Documents that the questions rest on, and questions about ourselves.
SAME_FOR_ALL = ("Sources", "Answers")
MOST = {"Answers": 45, "Overview": 9, "BusinessCases": 9}


def rows_of(actor: Actor, name: str, **scope: Any) -> list[Any]:
    """Return the rows of a sheet."""
    return list(PARTS[name].rows(actor, scope_of(actor, **scope)))


@contextmanager
def statements() -> Iterator[list[str]]:
    """Collect the statements sent to the database."""
    sent: list[str] = []
    engine = session().get_bind()

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        sent.append(statement)

    sa.event.listen(engine, "before_cursor_execute", note)
    yield sent
    sa.event.remove(engine, "before_cursor_execute", note)


def test_every_sheet_has_rows_with_every_column(any_actor: Actor) -> None:
    samples.fill(any_actor)
    for part in REGISTER:
        rows = rows_of(any_actor, part.sheet.name)
        assert rows, part.sheet.title
        for row in rows:
            missing = {column.key for column in part.sheet.columns} - set(row)
            assert not missing, (part.sheet.title, missing)


def test_rows_come_in_the_order_of_their_references(any_actor: Actor) -> None:
    for number in range(12):
        factories.make_supplier(any_actor, f"Supplier {12 - number}")
    found = [row["reference"] for row in rows_of(any_actor, "Suppliers")]
    assert found == [f"SUP-{number}" for number in range(1, 13)]


def test_nothing_of_another_organisation_is_named(any_actor: Actor) -> None:
    samples.fill(any_actor)
    other = organisations.add_organisation(code="other", name="Other Trust (example)")
    first = {part.sheet.name: repr(rows_of(any_actor, part.sheet.name)) for part in REGISTER}
    for part in REGISTER:
        for row in rows_of(other, part.sheet.name):
            # What is not of any record is the same for everybody, and names nobody's records.
            assert part.sheet.name in SAME_FOR_ALL
            assert repr(row) in first[part.sheet.name]
    assert set(count_records(other).values()) == {0}


def test_what_was_put_away_is_left_out_with_what_belongs_to_it(any_actor: Actor) -> None:
    samples.fill(any_actor)
    factories.archive(any_actor, "PRD-1")
    assert [row["reference"] for row in rows_of(any_actor, "Products")] == ["PRD-2"]
    assert [row["reference"] for row in rows_of(any_actor, "Costs")] == ["COST-3"]
    assert [row["claim"] for row in rows_of(any_actor, "Thresholds")] == ["CLM-2"]
    assert rows_of(any_actor, "Results") == rows_of(any_actor, "Decisions") == []


def test_a_public_copy_names_nothing_confidential(any_actor: Actor) -> None:
    samples.fill(any_actor)
    factories.change(any_actor, "COST-1", confidential=True, confidential_reason="their wish")
    for part in REGISTER:
        text = repr(rows_of(any_actor, part.sheet.name, public=True))
        for hidden in ("CLM-2", "COST-1'", "COST-3", "3703", "1234.56", "sales desk"):
            assert hidden not in text, (part.sheet.title, hidden)


def test_the_amounts_of_a_public_copy_do_not_give_the_lines_away(any_actor: Actor) -> None:
    samples.fill(any_actor)
    factories.change(any_actor, "COST-1", confidential=True, confidential_reason="their wish")
    (shown,) = rows_of(any_actor, "Overview", public=True)
    assert (shown["cost_year"], shown["cost_year_doubt"]) == (None, Doubt.left_out)
    assert "cost" not in shown["readiness"]


def test_a_public_copy_has_no_business_case(any_actor: Actor) -> None:
    samples.fill(any_actor)
    assert rows_of(any_actor, "BusinessCases")
    assert rows_of(any_actor, "BusinessCases", public=True) == []


def test_what_is_confidential_until_a_day_is_public_after_it(any_actor: Actor) -> None:
    samples.fill(any_actor)
    factories.change(any_actor, "CLM-2", confidential_until=date(2026, 10, 5))
    claims = rows_of(any_actor, "Claims", public=True)
    assert [row["reference"] for row in claims] == ["CLM-1", "CLM-2"]


def test_readiness_is_the_sentence_of_the_list_of_products(any_actor: Actor) -> None:
    samples.fill(any_actor)
    said = {row.reference: row.readiness.sentence for row in list_products(any_actor).rows}
    assert {row["reference"]: row["readiness"] for row in rows_of(any_actor, "Products")} == said
    (overview,) = rows_of(any_actor, "Overview")
    assert overview["readiness"] == said["PRD-1"]


def test_what_nobody_knows_is_said_and_never_nought(any_actor: Actor) -> None:
    factories.make_supplier(any_actor)
    factories.make_product(any_actor, supplier="SUP-1", about={})
    factories.make_cost(any_actor, supplier="SUP-1", product="PRD-1")
    (overview,) = rows_of(any_actor, "Overview")
    assert (overview["cost_year"], overview["cost_year_doubt"]) == (None, Doubt.not_known)
    assert overview["costs_complete"] is False
    (product,) = rows_of(any_actor, "Products")
    assert product["fact_dev"] is Known.unknown
    (cost,) = rows_of(any_actor, "Costs")
    assert (cost["amount"], cost["amount_doubt"]) == (None, Doubt.not_known)
    assert cost["hidden"] is None


def test_the_number_of_statements_does_not_grow(actor: Actor) -> None:
    # Documents are there once, however many records there are.
    once = {name: counted(actor, name)[0] for name in PARTS}
    samples.fill(actor)
    # So are questions about ourselves, with the first product that asks them.
    once["Answers"] = sum(row["about"] is None for row in rows_of(actor, "Answers"))
    few = {name: counted(actor, name) for name in PARTS}
    samples.fill(actor)
    samples.fill(actor)
    for name, (rows, sent) in few.items():
        times = 1 if name in SUMS else 3
        assert counted(actor, name) == ((rows - once[name]) * times + once[name], sent), name
        assert sent <= MOST.get(name, 7), name


def counted(actor: Actor, name: str) -> tuple[int, int]:
    """Return how many rows a sheet has, and how many statements they took."""
    scope = scope_of(actor)
    with statements() as sent:
        return sum(1 for _ in PARTS[name].rows(actor, scope)), len(sent)
