"""Contracts written part by part, and the promises that reached them, on both engines."""

from datetime import date
from decimal import Decimal

import pytest
import sqlalchemy as sa

from tests import factories
from tests.people import person
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.contractrows import BreakRow, KpiRow, NoticeRow, RatingRow
from vendor_tracker.domain.contracts import ContractPart
from vendor_tracker.domain.errors import Conflict, Forbidden, NotFound, Refused, RefusedMany
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import Known, NoticeKind, Rating, Regime, Renewal, Role, Side
from vendor_tracker.services import contracts, contractterms
from vendor_tracker.services.contractpromises import Reached, answer_promises
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Revision
from vendor_tracker.storage.queries.contractrows import (
    get_contract_rows,
    list_contract_promises,
)
from vendor_tracker.storage.queries.contracts import get_contract


@pytest.fixture
def supplier(any_actor: Actor) -> str:
    """Return a supplier."""
    return factories.make_supplier(any_actor, "Fenwick Imaging (example)")


@pytest.fixture
def product(any_actor: Actor, supplier: str) -> str:
    """Return a product of the supplier."""
    return factories.make_product(any_actor, supplier=supplier)


@pytest.fixture
def contract(any_actor: Actor, supplier: str, product: str) -> str:
    """Return a contract about the product."""
    return contracts.add_contract(
        any_actor, title="Licence", suppliers=[supplier], products=[product],
        starts_on=date(2026, 4, 1), ends_on=date(2029, 3, 31),
    )  # fmt: skip


def test_one_part_is_saved_and_the_others_stay(any_actor: Actor, contract: str) -> None:
    contractterms.save_terms(
        any_actor, contract, version=1, renewal=Renewal.option, extends_to=date(2031, 3, 31)
    )
    contractterms.save_terms(
        any_actor, contract, version=2, exit_price=Decimal(0), rise_cap=Decimal("3.5")
    )
    found = get_contract(any_actor, contract)
    assert (found.version, found.renewal, found.exit_price) == (3, Renewal.option, Decimal(0))
    assert (found.rise_cap, found.starts_on) == (Decimal("3.5"), date(2026, 4, 1))


def test_a_part_is_judged_with_what_the_others_say(any_actor: Actor, contract: str) -> None:
    with pytest.raises(RefusedMany) as refused:
        contractterms.save_terms(any_actor, contract, version=1, extends_to=date(2029, 3, 30))
    assert [one.field for one in refused.value.refusals] == ["extends_to"]
    assert get_contract(any_actor, contract).version == 1


def test_rows_are_kept_in_the_snapshot_of_their_contract(any_actor: Actor, contract: str) -> None:
    save = contractterms.save_rows
    save(any_actor, contract, ContractPart.breaks, version=1, rows=[BreakRow(date(2028, 3, 31))])
    notice = NoticeRow(NoticeKind.UK7, date(2026, 5, 1))
    save(any_actor, contract, ContractPart.notices, version=2, rows=[notice])
    kpis = [KpiRow(None, "Uptime", "99.5%"), KpiRow(None, "Misses", "below 6%")]
    save(any_actor, contract, ContractPart.measures, version=3, rows=kpis)
    rating = RatingRow(2, date(2026, 9, 1), Rating.good, "4.1%")
    save(any_actor, contract, ContractPart.ratings, version=4, rows=[rating])
    found = get_contract_rows(any_actor, contract)
    assert [row.place for row in found.measures] == [1, 2]
    assert (found.notices, found.ratings) == ((notice,), (rating,))
    newest = sa.select(Revision.snapshot).order_by(Revision.version.desc())
    snapshot = session().scalars(newest.where(Revision.kind == Kind.CONTRACT)).first()
    assert snapshot is not None
    assert [row["rating"] for row in snapshot["contract_rating"]] == ["good"]
    save(any_actor, contract, ContractPart.ratings, version=5, rows=[rating])
    assert get_contract(any_actor, contract).version == 5, "nothing moved"


def test_an_older_page_a_reader_and_a_contract_put_away_write_nothing(
    any_actor: Actor, contract: str
) -> None:
    with pytest.raises(Conflict):
        contractterms.save_terms(any_actor, contract, version=7, regime=Regime.below)
    reader = person(any_actor, "reader", Role.reader)
    with pytest.raises(Forbidden):
        contractterms.save_rows(reader, contract, ContractPart.breaks, version=1, rows=[])
    with pytest.raises(Forbidden):
        answer_promises(reader, contract, [])
    contracts.archive_contract(any_actor, contract, version=1, reason="Twice.")
    with pytest.raises(Refused, match="put away"):
        contractterms.save_terms(any_actor, contract, version=2, regime=Regime.below)
    with pytest.raises(Refused, match="put away"):
        answer_promises(any_actor, contract, [])


def test_promises_of_its_supplier_about_its_products_are_asked_about(
    any_actor: Actor, contract: str, supplier: str, product: str
) -> None:
    other = factories.make_supplier(any_actor, "Larkfield (example)")
    elsewhere = factories.make_product(any_actor, "Notes (example)", supplier=supplier)
    wanted = [
        factories.make_promise(any_actor, supplier=supplier, side=Side.theirs),
        factories.make_promise(any_actor, supplier=supplier, side=Side.theirs, product=product),
    ]
    factories.make_promise(any_actor, supplier=supplier, side=Side.ours)
    factories.make_promise(any_actor, supplier=supplier, side=Side.theirs, product=elsewhere)
    strange = factories.make_promise(any_actor, supplier=other, side=Side.theirs)
    found = list_contract_promises(any_actor, get_contract(any_actor, contract))
    assert [row.reference for row in found] == wanted
    answers = [Reached(wanted[0], 1, Known.yes), Reached(wanted[1], 1, Known.unknown)]
    assert answer_promises(any_actor, contract, answers) == 1
    again = list_contract_promises(any_actor, get_contract(any_actor, contract))
    assert [(row.in_contract, row.version) for row in again] == [
        (Known.yes, 2), (Known.unknown, 1),
    ]  # fmt: skip
    with pytest.raises(NotFound):
        answer_promises(any_actor, contract, [Reached(strange, 1, Known.yes)])
