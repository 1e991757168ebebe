"""Rules about the whole ledger: lines without an answer, kinds never asked about, VAT."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal

import pytest

from tests.unit.domain.rules.test_costs import LICENCE, TODAY, awarded, evaluated
from vendor_tracker.domain.facts import CostFacts
from vendor_tracker.domain.gaps import Gap
from vendor_tracker.domain.vocabulary import Bearer, CostCategory, Severity, VatRecoverable

Find = Callable[..., tuple[Gap, ...]]
EVERY = tuple(
    CostFacts(f"COST-{place}", kind, nil_on=date(2026, 9, 1))
    for place, kind in enumerate(CostCategory, 10)
)
SETTLED = replace(LICENCE, vat_recoverable=VatRecoverable.no, vat_rate=Decimal(20))


def test_f35_lists_the_lines_without_a_figure(find: Find) -> None:
    blank = (CostFacts("COST-4", CostCategory.K26), CostFacts("COST-5", CostCategory.K02))
    (gap,) = find("F35", evaluated(LICENCE, *blank))
    assert gap.says == "2 cost lines have no figure: leaving; and use, per case or user."


def test_f35_counts_a_price_without_a_quantity_until_the_line_has_ended(find: Find) -> None:
    per_scan = CostFacts("COST-4", CostCategory.K02, unit_price=Decimal(4))
    (gap,) = find("F35", evaluated(LICENCE, per_scan))
    assert [remedy.text for remedy in gap.remedies] == ["Enter the quantity"]
    assert gap.facts == (("COST-4", "quantity", ""),)
    assert not find("F35", evaluated(LICENCE, replace(per_scan, ends_on=date(2026, 1, 1))))


def test_f35_is_silent_when_each_line_has_an_answer(find: Find) -> None:
    nil = CostFacts("COST-4", CostCategory.K26, nil_on=date(2026, 9, 1))
    assert not find("F35", evaluated(LICENCE, nil))


def test_f35_counts_kinds_that_nobody_asked_about_once_the_award_is_near(
    find: Find, recheck: Callable[..., date | None]
) -> None:
    near, far = (
        evaluated(*EVERY[:-1], planned_on=TODAY + timedelta(days=days)) for days in (42, 43)
    )
    (gap,) = find("F35", near)
    assert gap.says == "1 kind of cost was never asked about: allowance for risk."
    assert gap.facts == (("PRD-7", "cost of K30", ""),)
    assert not find("F35", far)
    assert recheck("F35", far) == TODAY + timedelta(days=1)
    assert not find("F35", awarded(*EVERY))


def test_f35_takes_a_line_of_the_supplier_as_asked_about(find: Find) -> None:
    known = awarded(*EVERY[:-1])
    assert find("F35", known)
    assert not find("F35", replace(known, shared_costs=EVERY[-1:]))


def test_f35_is_silent_of_kinds_where_nobody_began_a_ledger(find: Find) -> None:
    assert not find("F35", awarded())


def test_f35_names_three_kinds_and_counts_the_rest(find: Find) -> None:
    (gap,) = find("F35", awarded(LICENCE))
    assert gap.says == (
        "29 kinds of cost were never asked about: use, per case or user; set-up and "
        "configuration; connection to our systems; and 26 more."
    )
    assert gap.remedies[0].text.startswith("Ask the supplier: ")


def test_f36_lists_lines_whose_vat_is_open_once_the_award_is_near(
    find: Find, recheck: Callable[..., date | None]
) -> None:
    near, far = (evaluated(LICENCE, planned_on=TODAY + timedelta(days=days)) for days in (42, 43))
    (gap,) = find("F36", near)
    assert gap.severity == Severity.minor
    assert gap.says == "Finance has not said whether VAT comes back for 1 cost line: COST-1."
    assert not find("F36", far)
    assert recheck("F36", far) == TODAY + timedelta(days=1)
    assert not find("F36", evaluated(LICENCE))


@pytest.mark.parametrize(
    "line",
    [
        SETTLED,
        replace(LICENCE, vat_recoverable=VatRecoverable.yes),
        replace(LICENCE, vat_rate=Decimal(0)),
        replace(LICENCE, bearer=Bearer.supplier),
        replace(LICENCE, unit_price=None),
        replace(LICENCE, ends_on=TODAY - timedelta(days=1)),
    ],
)
def test_f36_is_silent_of_what_is_settled_or_not_paid(find: Find, line: CostFacts) -> None:
    assert not find("F36", awarded(line))


def test_f36_wants_the_rate_of_vat_that_does_not_come_back(find: Find) -> None:
    no_rate = replace(SETTLED, vat_rate=None, vat_recoverable=VatRecoverable.no)
    (gap,) = find("F36", awarded(no_rate, replace(LICENCE, reference="COST-2")))
    assert gap.says == (
        "Finance has not said whether VAT comes back for 1 cost line: COST-2. "
        "VAT does not come back, and nobody has noted its rate, for 1 cost line: COST-1."
    )
    assert not find("F36", awarded(replace(no_rate, vat_recoverable=VatRecoverable.yes)))


def test_f36_looks_again_when_a_line_ends(find: Find, recheck: Callable[..., date | None]) -> None:
    assert find("F36", awarded(replace(LICENCE, ends_on=TODAY)))
    assert recheck("F36", awarded(replace(LICENCE, ends_on=TODAY))) == TODAY + timedelta(days=1)


@pytest.mark.parametrize("words", ["Licence, incl. VAT", "Licence including vat", "Fee inc VAT"])
def test_f36_finds_vat_inside_a_price(find: Find, words: str) -> None:
    (gap,) = find("F36", awarded(replace(SETTLED, description=words)))
    assert gap.says == (
        "VAT stands in the price, so the economic total is too high: licence or subscription "
        "(COST-1)."
    )
    assert not find("F36", awarded(replace(SETTLED, description="Licence, without VAT")))
