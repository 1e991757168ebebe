"""Made-up dossiers for laws that hold for every product and supplier."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from vendor_tracker.domain.dossier import (
    ProductDossier,
    SupplierDossier,
    SupplierProductFacts,
)
from vendor_tracker.domain.facts import (
    ClaimFacts,
    ContractFacts,
    CostFacts,
    DecisionFacts,
    EvidenceFacts,
    MeetingFacts,
    PromiseFacts,
    QuestionFacts,
    ResultFacts,
    ThresholdFacts,
    VersionFacts,
)
from vendor_tracker.domain.vocabulary import (
    Bearer,
    Charge,
    ClaimKind,
    CostCategory,
    Direction,
    DisclosedBy,
    EsfTier,
    EvidenceKind,
    Gate,
    Known,
    Outcome,
    SetBy,
    Side,
    Stage,
)

TODAY = date(2026, 10, 6)
DAYS = st.integers(-150, 150).map(lambda days: TODAY + timedelta(days=days))
PAST = st.integers(-150, 0).map(lambda days: TODAY + timedelta(days=days))
MAYBE = st.none() | DAYS
MAYBE_PAST = st.none() | PAST
FIGURES = st.none() | st.integers(0, 100).map(Decimal)
WORDS = st.sampled_from(("", "MTG-1"))
VERSIONS = st.sampled_from(("", "VER-0", "VER-1"))


def rows(prefix: str, made: Any, **facts: Any) -> st.SearchStrategy[tuple[Any, ...]]:
    """Return tuples of up to three rows with references of their own."""
    one = st.fixed_dictionaries(facts)
    return st.lists(one, max_size=3).map(
        lambda found: tuple(made(f"{prefix}-{n}", **row) for n, row in enumerate(found))
    )


THRESHOLDS = st.lists(
    st.builds(
        ThresholdFacts,
        st.sampled_from(SetBy),
        st.integers(0, 100).map(Decimal),
        MAYBE_PAST,
        people=st.none() | st.integers(0, 3),
        has_clinician=st.booleans(),
    ),
    max_size=2,
).map(tuple)
RESULTS = st.lists(
    st.builds(ResultFacts, estimate=FIGURES, low=FIGURES, high=FIGURES, tested_on=MAYBE_PAST),
    max_size=1,
).map(tuple)
CLAIMS = rows(
    "CLM",
    ClaimFacts,
    kind=st.none() | st.sampled_from(ClaimKind),
    direction=st.none() | st.sampled_from(Direction),
    version=VERSIONS,
    relied_on=st.booleans(),
    thresholds=THRESHOLDS,
    results=RESULTS,
)
COSTS = rows(
    "COST",
    CostFacts,
    category=st.sampled_from((CostCategory.K01, CostCategory.K11, CostCategory.K12)),
    charge=st.sampled_from(Charge),
    quantity=st.just(Decimal(1)),
    unit_price=FIGURES,
    bearer=st.sampled_from(Bearer),
    disclosed_by=st.none() | st.sampled_from(DisclosedBy),
    disclosed_on=MAYBE_PAST,
    asked_on=MAYBE_PAST,
    nil_on=MAYBE_PAST,
    ends_on=MAYBE,
)
PROMISES = rows(
    "PRM",
    PromiseFacts,
    side=st.sampled_from(Side),
    due_on=MAYBE,
    done_on=MAYBE_PAST,
    in_contract=st.sampled_from(Known),
    meeting=WORDS,
)
QUESTIONS = rows("QUE", QuestionFacts, asked_on=MAYBE_PAST, answered_on=MAYBE_PAST)
EVIDENCE = rows(
    "EVD",
    EvidenceFacts,
    title=st.sampled_from(("Cyber Essentials 2025", "Cyber Essentials 2026", "Study")),
    kind=st.sampled_from(EvidenceKind),
    expires_on=MAYBE,
)
DECISIONS = rows(
    "DEC",
    DecisionFacts,
    gate=st.sampled_from(Gate),
    planned_on=MAYBE,
    decided_on=MAYBE_PAST,
    outcome=st.sampled_from(Outcome),
)
CONTRACTS = rows("CON", ContractFacts, ends_on=MAYBE, notice_by=MAYBE)

PRODUCTS = st.builds(
    ProductDossier,
    st.just("PRD-7"),
    stage=st.sampled_from(Stage),
    esf_tier=st.sampled_from(EsfTier),
    catch_up_on=MAYBE,
    catch_up_ended_on=MAYBE_PAST,
    versions=rows("VER", VersionFacts, released_on=MAYBE, in_use_from=MAYBE),
    claims=CLAIMS,
    costs=COSTS,
    promises=PROMISES,
    questions=QUESTIONS,
    evidence=EVIDENCE,
    decisions=DECISIONS,
    contracts=CONTRACTS,
)
SUPPLIERS = st.builds(
    SupplierDossier,
    st.just("SUP-1"),
    owner=st.sampled_from(("", "Contracts lead")),
    owner_hours=st.sampled_from((None, Decimal(0), Decimal(4))),
    products=rows(
        "PRD",
        SupplierProductFacts,
        stage=st.sampled_from(Stage),
        arrived_on=MAYBE_PAST,
        catch_up_on=MAYBE,
        next_gate=st.sampled_from((*Gate, None)),
        planned_on=MAYBE,
    ),
    meetings=rows("MTG", MeetingFacts, held_on=DAYS),
    promises=PROMISES,
    questions=QUESTIONS,
    contracts=CONTRACTS,
    evidence=EVIDENCE,
)
