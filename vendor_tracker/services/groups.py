"""Keep the list of groups that a product could serve worse here."""

import dataclasses
from collections.abc import Sequence

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.listedgroups import ListedGroup, checked
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.plausible import must_not_follow
from vendor_tracker.domain.references import Kind
from vendor_tracker.services import children, records
from vendor_tracker.services.transaction import touch_alone, transactional
from vendor_tracker.storage.models import Product, ProductGroup


@transactional
def save_groups(
    actor: Actor, ref: str, *, version: int | None, groups: Sequence[ListedGroup]
) -> None:
    """Make these the groups on the list of a product, read at this version."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.PRODUCT, Product, ref)
    records.must_be(Kind.PRODUCT, row, version)
    wanted = checked(groups)
    for place, one in enumerate(wanted):
        field = f"groups-{place}-listed_on"
        must_not_follow(clock.today(), one.listed_on, "The day it was listed", field)
    touch_alone(actor, products=[row.id])
    entries = [dataclasses.asdict(one) for one in wanted]
    if children.replace(ProductGroup, row, "product_id", entries):
        records.stamp(actor, Kind.PRODUCT, row, "change")
