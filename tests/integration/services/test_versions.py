"""Versions of products, on both engines."""

from datetime import date

import pytest

from tests.factories import make_product
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Conflict, Refused
from vendor_tracker.services import versions
from vendor_tracker.storage.queries.products import get_product_head


def test_the_version_in_use_is_the_one_that_is_judged(any_actor: Actor) -> None:
    product = make_product(any_actor)
    versions.add_version(any_actor, product, name="3.1", in_use_from=date(2026, 1, 1))
    versions.add_version(any_actor, product, name="3.2", in_use_from=date(2026, 6, 1))
    versions.add_version(any_actor, product, name="4.0", released_on=date(2027, 3, 1))
    head = get_product_head(any_actor, product)
    assert head.judged is not None
    assert head.judged.name == "3.2"
    assert [line.facts.name for line in head.versions] == ["4.0", "3.2", "3.1"]


def test_a_name_is_taken_once_for_each_product(any_actor: Actor) -> None:
    first, second = make_product(any_actor), make_product(any_actor, "Scribe")
    ref = versions.add_version(any_actor, first, name="3.2 ")
    versions.add_version(any_actor, second, name="3.2")
    with pytest.raises(Refused, match=r"Version 3\.2 is already here as VER-1\."):
        versions.add_version(any_actor, first, name=" 3.2")
    versions.archive_version(any_actor, ref, version=1, reason="never came")
    with pytest.raises(Refused, match="bring it back instead"):
        versions.add_version(any_actor, first, name="3.2")
    versions.restore_version(any_actor, ref, version=2)
    versions.change_version(any_actor, ref, version=3, name="3.2", changes="Faster.")
    with pytest.raises(Conflict):
        versions.change_version(any_actor, ref, version=3, name="3.3")


def test_a_version_cannot_be_used_before_it_is_released(actor: Actor) -> None:
    product = make_product(actor)
    with pytest.raises(Refused) as refusal:
        versions.add_version(
            actor,
            product,
            name="3.2",
            released_on=date(2026, 6, 2),
            in_use_from=date(2026, 6, 1),
        )
    assert refusal.value.field == "in_use_from"
