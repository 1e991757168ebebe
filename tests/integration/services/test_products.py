"""Products, their facts and their quiet start, on both engines."""

from datetime import date

import pytest
import sqlalchemy as sa

from tests.factories import archive, make_cost, make_many, make_product, make_supplier
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Conflict, NotFound, Refused
from vendor_tracker.domain.vocabulary import EsfTier, Known, ProductFact, Stage, SupplierRole
from vendor_tracker.services import catchups, products
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Product, Revision
from vendor_tracker.storage.queries.paging import Asked
from vendor_tracker.storage.queries.productlists import ProductFilter, list_products
from vendor_tracker.storage.queries.products import get_product, get_product_head


def test_products_that_arrive_in_use_get_their_review_days_a_few_a_week(any_actor: Actor) -> None:
    for number in range(4):
        products.add_product(any_actor, name=f"Reader {number}", stage=Stage.live)
    products.add_product(any_actor, name="Watched")
    days = list(session().scalars(sa.select(Product.catch_up_on).order_by(Product.id)))
    assert days == [date(2026, 10, 12)] * 3 + [date(2026, 10, 19), None]


def test_an_import_asks_once_and_scribes_and_devices_come_first(actor: Actor) -> None:
    arrivals = [
        catchups.arrival("plain"),
        catchups.arrival("device", {ProductFact.dev: Known.yes}),
        catchups.arrival("scribe", {ProductFact.scr: Known.yes}),
        catchups.arrival("other"),
    ]
    days = catchups.give_review_days(actor, arrivals)
    assert list(days) == ["scribe", "device", "plain", "other"]
    assert days["other"] == date(2026, 10, 19)
    assert catchups.give_review_days(actor, []) == {}


def test_a_check_is_started_once(any_actor: Actor) -> None:
    ref = products.add_product(any_actor, name="Scribe", stage=Stage.live)
    products.start_check(any_actor, ref, version=None)
    assert get_product_head(any_actor, ref).standing.catch_up_on is None
    with pytest.raises(Refused, match="already being checked"):
        products.start_check(any_actor, ref, version=None)


def test_an_answer_that_is_repeated_keeps_its_day(any_actor: Actor) -> None:
    ref = products.add_product(any_actor, name="Scribe", facts={ProductFact.scr: Known.yes})
    facts = {ProductFact.scr: Known.yes, ProductFact.dev: Known.unknown}
    products.set_facts(any_actor, ref, version=1, facts=facts, esf_tier=EsfTier.C)
    product = get_product(any_actor, ref)
    assert product.about == {"scr": ("yes", date(2026, 10, 6))}
    assert (product.esf_tier, product.version) == (EsfTier.C, 2)
    products.set_facts(any_actor, ref, version=2, facts=facts, esf_tier=EsfTier.C)
    assert get_product(any_actor, ref).version == 2
    with pytest.raises(Conflict):
        products.set_facts(any_actor, ref, version=1, facts={ProductFact.scr: Known.no})


def test_suppliers_are_part_of_a_products_own_history(any_actor: Actor) -> None:
    supplier = make_supplier(any_actor)
    ref = products.add_product(any_actor, name="Alert")
    products.change_product(
        any_actor,
        ref,
        version=1,
        name="Alert",
        stage=Stage.watching,
        suppliers=[(supplier, SupplierRole.developer), (supplier, SupplierRole.host)],
    )
    last = session().scalars(
        sa.select(Revision).where(Revision.kind == "PRD").order_by(Revision.version.desc())
    )
    assert [row["role"] for row in last.first().snapshot["product_supplier"]] == [  # type: ignore[union-attr]
        "developer",
        "host",
    ]


def test_a_supplier_that_was_put_away_stays_where_it_is_named(any_actor: Actor) -> None:
    supplier = make_supplier(any_actor)
    ref = make_product(any_actor, supplier=supplier)
    archive(any_actor, supplier)
    named = [(supplier, SupplierRole.developer)]
    products.change_product(
        any_actor, ref, version=None, name="Alert", stage=Stage.watching, suppliers=named
    )
    with pytest.raises(Refused, match="SUP-1 is archived"):
        products.add_product(any_actor, name="Other", suppliers=named)


def test_what_is_given_twice_is_kept_once(any_actor: Actor) -> None:
    supplier = make_supplier(any_actor)
    ref = products.add_product(
        any_actor,
        name="Alert",
        suppliers=[(supplier, SupplierRole.host)] * 2,
        references=[("GMDN", "1"), ("GMDN", "1")],
    )
    product = get_product(any_actor, ref)
    assert (len(product.suppliers), product.references) == (1, (("GMDN", "1"),))


def test_the_list_sorts_worst_first_and_pages_without_loss(any_actor: Actor) -> None:
    supplier = make_supplier(any_actor)
    make_many(60, lambda n: make_product(any_actor, f"Product {n:02}", stage=Stage.watching))
    bad = make_product(any_actor, "Worst", supplier=supplier)
    make_cost(any_actor, supplier=supplier, product=bad)
    for sort in ("readiness", "name", "met", "-name"):
        asked = Asked(sort.lstrip("-"), sort.startswith("-"))
        first = list_products(any_actor, None, asked)
        assert first.after is not None
        then = list_products(any_actor, None, Asked(asked.sort, asked.descending, first.after))
        seen = [row.reference for row in (*first.rows, *then.rows)]
        assert len(seen) == len(set(seen)) == first.total == then.total == 61
        if sort == "readiness":
            assert seen[0] == bad
    assert list_products(any_actor, ProductFilter(worst="major")).total <= 1
    assert list_products(any_actor, ProductFilter(text="product 5")).total == 10


def test_an_unknown_reference_is_not_found(any_actor: Actor) -> None:
    for ref in ("PRD-9", "SUP-1", "nonsense"):
        with pytest.raises(NotFound):
            get_product_head(any_actor, ref)
        with pytest.raises(NotFound):
            products.start_check(any_actor, ref, version=None)
