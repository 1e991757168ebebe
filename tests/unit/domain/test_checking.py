"""Laws of everything that is worked out about a subject."""

from dataclasses import replace
from datetime import timedelta
from typing import TypeVar

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.domain.dossiers import PRODUCTS, SUPPLIERS, TODAY
from vendor_tracker.domain.checking import (
    ProductCheck,
    SupplierCheck,
    check_product,
    check_supplier,
)
from vendor_tracker.domain.contractfacts import ContractFacts
from vendor_tracker.domain.dossier import (
    ProductDossier,
    SupplierDossier,
)
from vendor_tracker.domain.flags import StoredFlag, reconcile
from vendor_tracker.domain.gaps import Gap
from vendor_tracker.domain.readiness import readiness, supplier_sentence
from vendor_tracker.domain.rules import RULES_BY_CODE
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import Stage

LIMITS = Limits()
C = TypeVar("C", ProductCheck, SupplierCheck)
FAR = timedelta(days=200)
FRACTIONS = st.floats(0, 1)
MANY = settings(max_examples=60, deadline=None)


def lasting(check: C) -> C:
    """Leave out the next day, and waivers that are void: those are marked so at once."""
    return replace(check, recheck_on=None, voided=())


@MANY
@given(PRODUCTS, FRACTIONS)
def test_nothing_about_a_product_changes_before_it_is_checked_again(
    product: ProductDossier, fraction: float
) -> None:
    first = check_product(product, TODAY, LIMITS)
    last = (first.recheck_on or TODAY + FAR) - timedelta(days=1)
    between = TODAY + timedelta(days=round((last - TODAY).days * fraction))
    for day in (between, last):
        assert lasting(check_product(product, day, LIMITS)) == lasting(first)


@MANY
@given(SUPPLIERS, FRACTIONS)
def test_nothing_about_a_supplier_changes_before_it_is_checked_again(
    supplier: SupplierDossier, fraction: float
) -> None:
    first = check_supplier(supplier, TODAY, LIMITS)
    last = (first.recheck_on or TODAY + FAR) - timedelta(days=1)
    between = TODAY + timedelta(days=round((last - TODAY).days * fraction))
    for day in (between, last):
        assert lasting(check_supplier(supplier, day, LIMITS)) == lasting(first)


@MANY
@given(PRODUCTS)
def test_each_product_past_watching_that_is_not_finished_has_one_step(
    product: ProductDossier,
) -> None:
    step = check_product(product, TODAY, LIMITS).next_step
    finished = product.stage == Stage.retired and any(c.ends_on for c in product.contracts)
    assert (step is None) == (product.stage == Stage.watching or finished)
    assert step is None or (step.text and step.reason and step.reference)


@MANY
@given(PRODUCTS)
def test_gaps_are_told_apart_and_explained(product: ProductDossier) -> None:
    found = check_product(product, TODAY, LIMITS)
    identities = [(gap.rule_code, gap.key) for gap in found.gaps]
    assert len(set(identities)) == len(identities)
    for gap in found.gaps:
        assert gap.says.endswith(".")
        assert gap.facts
        assert gap.remedies
        assert gap.severity in RULES_BY_CODE[gap.rule_code].severities
        assert TODAY.isoformat() not in gap.says


CONFIRMED = {"F26", "F27", "F28", "F29", "F30"}


@MANY
@given(PRODUCTS)
def test_the_numbers_are_those_of_the_gaps(product: ProductDossier) -> None:
    found = check_product(product, TODAY, LIMITS)
    counted = found.standing.critical + found.standing.major + found.standing.minor
    assert counted + found.standing.known_at_start + found.standing.waived == len(found.gaps)
    if found.standing.known_at_start:
        # In a quiet start only legal gaps that somebody confirmed count.
        assert {gap.rule_code for gap in found.gaps if gap.counts} <= CONFIRMED
    said = readiness(found.standing, TODAY)
    assert said.sentence.endswith(".")
    assert "None" not in said.sentence
    _assert_the_head_agrees(found, said.head)


def _assert_the_head_agrees(found: ProductCheck, head: str) -> None:
    if found.standing.critical and not found.standing.stopped_by:
        assert f"{found.standing.critical} critical gap" in head


@MANY
@given(SUPPLIERS)
def test_a_supplier_always_has_its_sentence(supplier: SupplierDossier) -> None:
    found = check_supplier(supplier, TODAY, LIMITS)
    assert "None" not in supplier_sentence(found.standing, TODAY)
    assert (found.next_step is None) == (not supplier.products_in_play())


def stored(gaps: tuple[Gap, ...], *, is_open: bool = True) -> list[StoredFlag]:
    """Return the flags that are stored once these gaps were raised."""
    return [
        StoredFlag(
            number,
            gap.rule_code,
            gap.rule_version,
            gap.key,
            gap.severity,
            gap.says,
            gap.fingerprint,
            gap.known_at_start,
            is_open,
            gap.set_up,
            gap.waived_by,
            gap.discipline,
        )
        for number, gap in enumerate(gaps)
    ]


@MANY
@given(PRODUCTS, PRODUCTS)
def test_flags_follow_the_gaps(before: ProductDossier, after: ProductDossier) -> None:
    old = check_product(before, TODAY, LIMITS).gaps
    new = check_product(after, TODAY, LIMITS).gaps
    assert not reconcile(old, stored(old))
    found = reconcile(new, stored(old))
    assert len(found.to_raise) + len(old) - len(found.to_close) == len(new)
    again = reconcile(new, stored(old, is_open=False))
    assert len(again.to_raise) + len(again.to_reopen) == len(new)
    assert not again.to_close
    assert not again.to_change


def test_a_retired_product_with_the_end_of_its_contract_is_finished() -> None:
    product = ProductDossier("PRD-1", stage=Stage.retired, contracts=(ContractFacts("CON-1"),))
    step = check_product(product, TODAY, LIMITS).next_step
    assert step is not None
    assert step.reference == "CON-1"
    ended = replace(product, contracts=(ContractFacts("CON-1", ends_on=TODAY),))
    assert check_product(ended, TODAY, LIMITS).next_step is None
