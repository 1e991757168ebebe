"""What shows that products work, read in few statements, says what the rules say."""

from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from tests.counting import counted
from tests.factories import make_claim, make_evidence, make_product, make_version
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind, number_of
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.strength import summary_lines
from vendor_tracker.domain.vocabulary import EvidenceKind, Strength, TestData
from vendor_tracker.storage.db import Database, session
from vendor_tracker.storage.dossiers import load_product_dossiers
from vendor_tracker.storage.models import Product
from vendor_tracker.storage.queries.products import get_product_head
from vendor_tracker.storage.queries.strengths import (
    lines_of_product,
    load_strengths,
    versions_of_products,
)

ON, LIMITS = date(2026, 10, 6), Limits()


def by_rules(actor: Actor, ref: str) -> tuple[tuple[str, str], ...]:
    """Return the lines as the rules would say them."""
    number = number_of(Kind.PRODUCT, ref)
    key = session().scalars(sa.select(Product.id).where(Product.number == number)).one()
    return summary_lines(load_product_dossiers(actor.organisation_id, [key])[key], ON, LIMITS)


def make_shown(actor: Actor) -> str:
    """Make a product with a tested claim, and one that nothing but a DTAC form supports."""
    ref = make_product(actor)
    old = make_version(actor, product=ref, name="1", in_use_from=date(2026, 1, 1))
    make_version(actor, product=ref, name="2", in_use_from=date(2026, 9, 1))
    results = [{"estimate": Decimal(96), "data": one} for one in (TestData.uk, TestData.same)]
    tested = make_claim(actor, product=ref, strength=Strength.s4, version=old, results=results)
    told = make_claim(actor, product=ref, strength=Strength.s7)
    make_evidence(actor, product=ref, about=[tested])
    day = date(2026, 3, 3)
    make_evidence(actor, kind=EvidenceKind.dtac, product=ref, about=[told], issued_on=day)
    return ref


def test_both_lines_are_those_of_the_rules(any_database: Database, any_actor: Actor) -> None:
    ref, other = make_shown(any_actor), make_product(any_actor, "Other (example)")
    head = get_product_head(any_actor, ref)
    with counted(any_database) as sent:
        found = lines_of_product(any_actor, head, LIMITS)
    assert len(sent) == 1, sent
    assert found == by_rules(any_actor, ref)
    assert found == (
        ("Shown to work", "Independent test (4 of 7), on UK patients, for another version"),
        ("DTAC", "Current form of 3 March 2026"),
    )
    everything, versions = load_strengths(any_actor), versions_of_products(any_actor)
    for one in (ref, other):
        lines = everything.lines_of(one, versions.get(one, ()), LIMITS)
        assert lines == by_rules(any_actor, one)


def test_a_public_copy_rests_on_nothing_confidential(any_actor: Actor) -> None:
    ref = make_product(any_actor)
    secret: dict[str, Any] = {"confidential": True, "confidential_reason": "Agreed with them"}
    make_claim(any_actor, product=ref, strength=Strength.s4, **secret)
    make_evidence(any_actor, kind=EvidenceKind.dtac, product=ref, **secret)
    ended = {**secret, "confidential_until": date(2026, 10, 5)}
    make_claim(any_actor, product=ref, strength=Strength.s2, **ended)
    head = get_product_head(any_actor, ref)
    whole = lines_of_product(any_actor, head, LIMITS)
    public = lines_of_product(any_actor, head, LIMITS, public=True)
    assert [words for _, words in whole] == ["Independent test (4 of 7)", "Form, edition not known"]
    assert [words for _, words in public] == ["Supplier's own test (2 of 7)", "No form"]
