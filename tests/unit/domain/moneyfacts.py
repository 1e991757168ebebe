"""Made-up days and figures, and facts of costs, contracts and benefits, for made-up dossiers."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from vendor_tracker.domain.contractfacts import ContractFacts
from vendor_tracker.domain.facts import CostFacts
from vendor_tracker.domain.productfacts import BenefitFacts
from vendor_tracker.domain.vocabulary import (
    Bearer,
    Charge,
    CostCategory,
    DisclosedBy,
    KpiExempt,
    VatRecoverable,
)

TODAY = date(2026, 10, 6)
DAYS = st.integers(-150, 150).map(lambda days: TODAY + timedelta(days=days))
PAST = st.integers(-150, 0).map(lambda days: TODAY + timedelta(days=days))
MAYBE = st.none() | DAYS
MAYBE_PAST = st.none() | PAST
# So that what is due each year is due within the days that are looked at.
LONG_AGO = st.integers(-500, 0).map(lambda days: TODAY + timedelta(days=days))
FIGURES = st.none() | st.integers(0, 100).map(Decimal)
WORDS = st.sampled_from(("", "MTG-1"))
VERSIONS = st.sampled_from(("", "VER-0", "VER-1"))


def rows(prefix: str, made: Any, **facts: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    """Return tuples of up to three rows with references of their own."""
    one = st.fixed_dictionaries(facts)
    return st.lists(one, max_size=3).map(
        lambda found: tuple(made(f"{prefix}-{n}", **row) for n, row in enumerate(found))
    )


COSTS = rows(
    "COST",
    CostFacts,
    category=st.sampled_from(
        (CostCategory.K01, CostCategory.K11, CostCategory.K12, CostCategory.K26)
    ),
    charge=st.sampled_from(Charge),
    quantity=st.just(Decimal(1)),
    unit_price=FIGURES,
    bearer=st.sampled_from(Bearer),
    disclosed_by=st.none() | st.sampled_from(DisclosedBy),
    disclosed_on=MAYBE_PAST,
    asked_on=MAYBE_PAST,
    nil_on=MAYBE_PAST,
    ends_on=MAYBE,
    description=st.sampled_from(("", "Licence, incl. VAT")),
    vat_rate=st.sampled_from((None, Decimal(0), Decimal(20))),
    vat_recoverable=st.sampled_from(VatRecoverable),
    rise_cap=st.sampled_from((None, Decimal(3))),
    tiers=st.sampled_from(("", "up to 5: 2; beyond: 1")),
    minimum=st.sampled_from((None, Decimal(500))),
)
CONTRACTS = rows(
    "CON",
    ContractFacts,
    starts_on=MAYBE,
    ends_on=MAYBE,
    notice_by=MAYBE,
    signed_on=st.none() | LONG_AGO,
    value_with_vat=st.sampled_from((None, Decimal(6_000_000))),
    exit_price=st.sampled_from((None, Decimal(0))),
    rise_cap=st.sampled_from((None, Decimal(3))),
    kpi_exempt=st.none() | st.sampled_from(KpiExempt),
    kpis=st.sampled_from((0, 3)),
    rated_on=st.none() | LONG_AGO,
)

BENEFITS = st.lists(
    st.builds(
        BenefitFacts,
        st.sampled_from(("Nights bought", "Calls at night")),
        due_on=DAYS,
        planned=st.sampled_from((None, Decimal(10))),
        actual=st.sampled_from((None, Decimal(2), Decimal(10))),
    ),
    min_size=1,
    max_size=3,
).map(tuple)
