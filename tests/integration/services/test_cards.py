"""Filling in cards by hand, on both engines."""

from dataclasses import replace

import pytest

from tests import factories
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Conflict, Forbidden, Refused
from vendor_tracker.domain.vocabulary import CardSource, Role
from vendor_tracker.services import cards
from vendor_tracker.storage.queries.cards import get_card, list_other_cards, list_product_cards

USE = {"hti.pur_use": "To mark scans."}


@pytest.fixture
def product(any_actor: Actor) -> str:
    return factories.make_product(any_actor)


def test_a_card_is_filled_in_part_by_part(any_actor: Actor, product: str) -> None:
    version = factories.make_version(any_actor, product=product)
    ref = cards.add_card(any_actor, product, product_version=version, fields=USE)
    assert ref == "CRD-1"
    cards.change_card(any_actor, ref, version=1, fields={"hti.cau_limits": "None"})
    found = get_card(any_actor, ref)
    assert found.line.fields == {**USE, "hti.cau_limits": "None"}
    assert (found.line.source, found.line.version_name) == (CardSource.by_hand, "2.1")
    assert (found.line.form.given, found.line.form.none) == (1, ("Known risks and limits",))
    cards.change_card(any_actor, ref, version=2, fields={"hti.cau_limits": " "})
    assert get_card(any_actor, ref).line.fields == USE


def test_saving_the_same_text_changes_nothing(any_actor: Actor, product: str) -> None:
    ref = cards.add_card(any_actor, product, fields=USE)
    cards.change_card(any_actor, ref, version=1, fields=USE)
    assert get_card(any_actor, ref).version == 1


def test_a_version_has_one_card(any_actor: Actor, product: str) -> None:
    version = factories.make_version(any_actor, product=product)
    ref = cards.add_card(any_actor, product, product_version=version)
    with pytest.raises(Refused, match=f"has a card already: {ref}"):
        cards.add_card(any_actor, product, product_version=version)
    assert cards.add_card(any_actor, product) == "CRD-2"
    cards.archive_card(any_actor, ref, version=1, reason="A wrong file")
    again = cards.add_card(any_actor, product, product_version=version)
    with pytest.raises(Refused, match=f"has a card already: {again}"):
        cards.restore_card(any_actor, ref, version=None)
    assert [line.reference for line in list_product_cards(any_actor, product)] == [
        again, "CRD-2", ref
    ]  # fmt: skip


def test_what_cannot_be_is_refused(any_actor: Actor, product: str) -> None:
    other = factories.make_version(any_actor, product=factories.make_product(any_actor, "Other"))
    with pytest.raises(Refused, match="another product"):
        cards.add_card(any_actor, product, product_version=other)
    with pytest.raises(Refused, match=r"no field chai\.Mood"):
        cards.add_card(any_actor, product, fields={"chai.Mood": "good"})
    ref = cards.add_card(any_actor, product)
    with pytest.raises(Refused, match="hidden control character"):
        cards.change_card(any_actor, ref, version=1, fields={"hti.pur_use": "a\x00"})
    with pytest.raises(Conflict):
        cards.change_card(any_actor, ref, version=7, fields=USE)
    cards.archive_card(any_actor, ref, version=1, reason="Not needed")
    with pytest.raises(Refused, match="put away"):
        cards.change_card(any_actor, ref, version=2, fields=USE)


def test_a_reader_changes_no_card(any_actor: Actor, product: str) -> None:
    reader = replace(any_actor, role=Role.reader)
    with pytest.raises(Forbidden):
        cards.add_card(reader, product)


def test_a_card_may_be_compared_with_any_other(any_actor: Actor, product: str) -> None:
    mine = cards.add_card(any_actor, product)
    other = cards.add_card(any_actor, factories.make_product(any_actor, "Lung Finder (example)"))
    assert list_other_cards(any_actor, mine) == [(other, "Lung Finder (example)")]
