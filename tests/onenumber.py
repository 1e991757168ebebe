"""The number of items met, in every place that tells it."""

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.readiness import item_words, met_of
from vendor_tracker.services import registers
from vendor_tracker.storage.queries.checklists import get_product_checklists
from vendor_tracker.storage.queries.overviews import get_overview
from vendor_tracker.storage.queries.paging import Asked
from vendor_tracker.storage.queries.productlists import ProductFilter, list_products


def assert_items_are_counted_once(actor: Actor) -> int:
    """Fail unless all places agree for every product; return how many of them ask for items."""
    rows = list_products(actor, ProductFilter(), Asked(size=1000)).rows
    parts = registers.PARTS["Products"].rows(actor, registers.scope_of(actor))
    told = {str(row["reference"]): row["readiness"] for row in parts}
    assert len(rows) == len(told)
    asking = 0
    for row in rows:
        stands, page = row.standing, get_overview(actor, row.reference)
        found = get_product_checklists(actor, row.reference).next
        assert (stands.items_met, stands.items_asked) == (found.met, found.asked), row.reference
        assert stands == page.head.standing
        assert row.readiness == page.head.readiness
        assert told[row.reference] == row.readiness.sentence
        for box in page.head.gates:
            assert box.items == (met_of(stands) if box.is_next else "")
        if row.readiness.parts and stands.items_asked:
            assert item_words(stands) in row.readiness.sentence
            asking += 1
    return asking
