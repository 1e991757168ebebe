"""Adding, changing and archiving contracts, on both engines."""

from datetime import date
from decimal import Decimal

import pytest

from tests.factories import make_product, make_supplier
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Conflict, NotFound, Refused, RefusedMany
from vendor_tracker.domain.vocabulary import ProcurementRoute
from vendor_tracker.services import contracts, suppliers, transaction
from vendor_tracker.services.transaction import Work
from vendor_tracker.storage.queries.contracts import (
    ContractFilter,
    get_contract,
    list_contracts,
)

TODAY = date(2026, 10, 6)


@pytest.fixture
def supplier(any_actor: Actor) -> str:
    """Return a supplier."""
    return make_supplier(any_actor, "Fenwick Imaging (example)")


def test_a_contract_keeps_all_that_was_said(any_actor: Actor, supplier: str) -> None:
    product = make_product(any_actor, supplier=supplier)
    ref = contracts.add_contract(
        any_actor,
        title=" Imaging licence ",
        suppliers=[supplier, supplier],
        products=[product],
        ends_on=date(2027, 3, 31),
        notice_by=date(2027, 3, 31),
        value_year=Decimal("42000.50"),
        route=ProcurementRoute.framework,
    )
    found = get_contract(any_actor, ref)
    assert (found.title, found.version) == ("Imaging licence", 1)
    assert found.suppliers == ((supplier, "Fenwick Imaging (example)"),)
    assert found.products == ((product, "Head CT Bleed Alert (example)"),)
    assert found.value_year == Decimal("42000.50")
    assert found.value_total is None


@pytest.mark.parametrize(
    "fields, at",
    [
        ({"starts_on": date(2026, 5, 2), "ends_on": date(2026, 5, 1)}, "ends_on"),
        ({"ends_on": date(2026, 5, 1), "notice_by": date(2026, 5, 2)}, "notice_by"),
        ({"value_year": Decimal("-0.01")}, "value_year"),
        ({"value_total": Decimal(-1)}, "value_total"),
        ({"suppliers": []}, "suppliers"),
        ({"title": "  "}, "title"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(
    any_actor: Actor, supplier: str, fields: dict[str, object], at: str
) -> None:
    given = {"title": "Licence", "suppliers": [supplier], **fields}
    with pytest.raises(RefusedMany) as refused:
        contracts.add_contract(any_actor, **given)  # type: ignore[arg-type]
    assert [one.field for one in refused.value.refusals] == [at]
    assert list_contracts(any_actor, ContractFilter(TODAY)).total == 0


def test_a_contract_of_one_day_and_of_no_price_is_fine(any_actor: Actor, supplier: str) -> None:
    day = date(2026, 5, 1)
    ref = contracts.add_contract(
        any_actor, title="Trial", suppliers=[supplier], starts_on=day, ends_on=day,
        notice_by=day, value_year=Decimal(0),
    )  # fmt: skip
    assert get_contract(any_actor, ref).value_year == 0


def test_a_date_left_as_it_was_is_judged_with_the_one_that_changes(
    any_actor: Actor, supplier: str
) -> None:
    ref = contracts.add_contract(
        any_actor, title="Licence", suppliers=[supplier], starts_on=date(2026, 5, 1)
    )
    with pytest.raises(RefusedMany, match="ends before it starts"):
        contracts.change_contract(
            any_actor, ref, version=1, title="Licence", suppliers=[supplier],
            ends_on=date(2026, 4, 30),
        )  # fmt: skip


def test_a_change_of_parties_alone_moves_the_version_and_touches_both(
    any_actor: Actor, supplier: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = make_supplier(any_actor, "Harrow Cloud (example)")
    ref = contracts.add_contract(any_actor, title="Licence", suppliers=[supplier])
    seen: list[int] = []

    def note(work: Work) -> None:
        seen.append(len(work.suppliers | work.suppliers_alone))

    monkeypatch.setattr(transaction, "ENDINGS", [note, *transaction.ENDINGS])
    contracts.change_contract(any_actor, ref, version=1, title="Licence", suppliers=[other])
    assert get_contract(any_actor, ref).version == 2
    assert get_contract(any_actor, ref).suppliers == ((other, "Harrow Cloud (example)"),)
    assert seen == [2]
    with pytest.raises(Conflict):
        contracts.change_contract(any_actor, ref, version=1, title="x", suppliers=[other])


def test_what_was_put_away_may_stay_but_not_come_new(any_actor: Actor, supplier: str) -> None:
    ref = contracts.add_contract(any_actor, title="Licence", suppliers=[supplier])
    suppliers.archive_supplier(any_actor, supplier, version=None, reason="merged")
    contracts.change_contract(
        any_actor, ref, version=1, title="Licence", suppliers=[supplier], owner="Buyer"
    )
    with pytest.raises(Refused, match="SUP-1 is archived"):
        contracts.add_contract(any_actor, title="New", suppliers=[supplier])
    with pytest.raises(NotFound):
        contracts.add_contract(any_actor, title="New", suppliers=["SUP-77"])


def test_lists_tell_current_ended_and_archived_apart(any_actor: Actor, supplier: str) -> None:
    for title, ends_on in (("Ended", date(2026, 10, 5)), ("Last day", TODAY), ("Open", None)):
        contracts.add_contract(any_actor, title=title, suppliers=[supplier], ends_on=ends_on)
    contracts.archive_contract(any_actor, "CON-3", version=1, reason="typed twice")

    def titles(**wanted: object) -> list[str]:
        page = list_contracts(any_actor, ContractFilter(TODAY, **wanted))  # type: ignore[arg-type]
        return [row.title for row in page.rows]

    assert titles() == ["Ended", "Last day"]
    assert titles(state="current") == ["Last day"]
    assert titles(state="ended") == ["Ended"]
    assert titles(archived=True) == ["Open"]
    assert titles(text="fenwick") == titles(text=supplier) == ["Ended", "Last day"]
    assert titles(text="LAST") == titles(text="con-2") == ["Last day"]
    contracts.restore_contract(any_actor, "CON-3", version=2)
    assert titles() == ["Ended", "Last day", "Open"]
