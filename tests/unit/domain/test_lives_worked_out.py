"""A whole life recomputed to the penny by the public method, with each step written out.

The Green Book discounts each year by 3.5%: the factor of year n is 1 / 1.035^n, and the set-up,
year 0, counts in full. HMRC lets no VAT on off-the-shelf software come back.

    year    factor      = 1 / 1.035^n
    1       0.966184
    2       0.933511
    3       0.901943
    4       0.871442
    5       0.841973
"""

from datetime import date
from decimal import Decimal

from vendor_tracker.domain.costs import Award
from vendor_tracker.domain.discounting import EDITIONS
from vendor_tracker.domain.facts import CostFacts
from vendor_tracker.domain.lifelines import Told, work_out
from vendor_tracker.domain.lifeplans import Plan
from vendor_tracker.domain.lifewords import headline, sentence
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import Charge, CostCategory, DisclosedBy, VatRecoverable
from vendor_tracker.domain.wholelife import Amounts, Basis, WholeLife

START, ON = date(2027, 4, 1), date(2026, 11, 2)
ASKED, TOLD, AWARDED = date(2026, 3, 2), date(2026, 3, 9), date(2026, 6, 1)
LICENCE = CostFacts(
    "COST-1", CostCategory.K01, quantity=Decimal(1), unit_price=Decimal(40_000),
    disclosed_by=DisclosedBy.supplier, disclosed_on=TOLD, vat_rate=Decimal(20),
    vat_recoverable=VatRecoverable.no,
)  # fmt: skip
CONNECTION = CostFacts(
    "COST-2", CostCategory.K04, charge=Charge.one_off, quantity=Decimal(1),
    unit_price=Decimal(15_000), disclosed_by=DisclosedBy.supplier, disclosed_on=TOLD,
    asked_on=ASKED, vat_rate=Decimal(20), vat_recoverable=VatRecoverable.yes,
)  # fmt: skip
# 2.5 hours a week for 52 weeks at £31.25: 4,062.50 a year; salaries bear no VAT.
WATCHING = CostFacts(
    "COST-3", CostCategory.K08, quantity=Decimal(130), unit_price=Decimal("31.25"),
    disclosed_by=DisclosedBy.us, disclosed_on=TOLD, vat_rate=Decimal(0),
    vat_recoverable=VatRecoverable.yes,
)  # fmt: skip
# Told by the supplier after the award, and rising by 5% a year while other prices rise by 2%.
HOSTING = CostFacts(
    "COST-4", CostCategory.K10, quantity=Decimal(12), unit_price=Decimal(500),
    disclosed_by=DisclosedBy.supplier, disclosed_on=date(2026, 9, 1), rise_percent=Decimal(5),
    vat_rate=Decimal(20), vat_recoverable=VatRecoverable.no,
)  # fmt: skip


def life(*lines: CostFacts, with_vat: bool = False) -> WholeLife:
    """Work out five years of a product that was bought."""
    told = Told(Plan(START, 5), None, Award(is_passed=True, decided_on=AWARDED), lines)
    return work_out(told, ON, Limits(), with_vat=with_vat)


def test_an_annuity_by_year_and_by_formula() -> None:
    # 40,000 x 0.966184 = 38,647.34; x 0.933511 = 37,340.43; x 0.901943 = 36,077.71;
    # x 0.871442 = 34,857.69; x 0.841973 = 33,678.93; together 180,602.10
    found = life(LICENCE)
    assert [str(year.total.present) for year in found.years] == [
        "0.00", "38647.34", "37340.43", "36077.71", "34857.69", "33678.93",
    ]  # fmt: skip
    assert found.total == Amounts(Decimal("208161.61"), Decimal("200000.00"), Decimal("180602.10"))
    # The same by the formula of an annuity: 40,000 x (1 - 1.035^-5) / 0.035
    rate = Decimal("0.035")
    formula = 40_000 * (1 - (1 + rate) ** -5) / rate
    assert formula.quantize(Decimal("0.01")) == Decimal("180602.10")


def test_the_factors_are_the_published_ones() -> None:
    found = [EDITIONS[0].factor(year).quantize(Decimal("0.000001")) for year in range(6)]
    assert found == [
        Decimal(text) for text in ("1", "0.966184", "0.933511", "0.901943", "0.871442", "0.841973")
    ]


def test_vat_is_a_cost_only_where_it_does_not_come_back() -> None:
    # Economic view, no VAT:   5 x 40,000 + 15,000 = 215,000
    # Financial view:          5 x 40,000 x 1.2 + 15,000 = 255,000; the VAT on the connection
    #                          is on services made to our order, and comes back
    lines = (LICENCE, CONNECTION)
    assert life(*lines).total.real == Decimal("215000.00")
    assert life(*lines, with_vat=True).total.real == Decimal("255000.00")
    # 180,602.10 x 1.2 + 15,000: by year 46,376.81 + 44,808.51 + 43,293.25 + 41,829.23 + 40,414.71
    assert life(*lines, with_vat=True).total.present == Decimal("231722.51")


def test_a_price_that_rises_faster_than_others() -> None:
    # 6,000 x (1.05 / 1.02)^(n - 1) in prices of year 1:
    # 6,000.00 + 6,176.47 + 6,358.13 + 6,545.14 + 6,737.64 = 31,817.38
    found = life(HOSTING)
    assert [str(year.total.real) for year in found.years[1:]] == [
        "6000.00", "6176.47", "6358.13", "6545.14", "6737.64",
    ]  # fmt: skip
    assert found.total.real == Decimal("31817.38")
    # In cash 6,000 x 1.05^(n - 1): 6,000 + 6,300 + 6,615 + 6,945.75 + 7,293.04 (.0375)
    assert found.total.cash == Decimal("33153.79")


def test_the_whole_from_the_quote_to_the_total() -> None:
    # quoted 200,000 + told when asked 15,000 + ours 5 x 4,062.50 = 20,312.50 + hidden 31,817.38
    found = life(LICENCE, CONNECTION, WATCHING, HOSTING)
    head = headline(found, Basis.real)
    assert (head.quoted, head.hidden) == (Decimal("200000.00"), Decimal("31817.38"))
    assert head.total == Decimal("267129.88")
    # 267,129.88 / 200,000 = 1.3356; 31,817.38 / 267,129.88 = 11.9%
    assert sentence(found, Basis.real) == (
        "Quoted at £200,000. It will cost £267,130 over 5 years, 34% more. 12% of the known total "
        "was hidden."
    )
