"""Made-up dossiers for laws that hold for every product and supplier."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from typing import Any

from hypothesis import strategies as st

from tests.unit.domain.items import item, library
from tests.unit.domain.moneyfacts import (
    BENEFITS,
    CONTRACTS,
    COSTS,
    DAYS,
    FIGURES,
    MAYBE,
    MAYBE_PAST,
    TODAY,
    VERSIONS,
    WORDS,
    rows,
)
from vendor_tracker.domain.checklists.model import Validity
from vendor_tracker.domain.dossier import (
    Dossier,
    ProductDossier,
    SupplierDossier,
    SupplierProductFacts,
)
from vendor_tracker.domain.facts import (
    AnswerFacts,
    ClaimFacts,
    DecisionFacts,
    EvidenceFacts,
    MeetingFacts,
    PromiseFacts,
    QuestionFacts,
    ResultFacts,
    ThresholdFacts,
    VersionFacts,
    WaiverFacts,
)
from vendor_tracker.domain.gaps import find_gaps
from vendor_tracker.domain.productfacts import CardFacts, CaseFacts, DeviceFacts
from vendor_tracker.domain.rules import ALL_RULES
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import (
    AnswerState,
    ClaimKind,
    Direction,
    EsfTier,
    EvidenceKind,
    Gate,
    ItemAbout,
    Known,
    MeetingKind,
    Outcome,
    ReviewState,
    SetBy,
    Severity,
    Side,
    Stage,
    Strength,
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
    metric=st.sampled_from(("", "Sensitivity")),
    direction=st.none() | st.sampled_from(Direction),
    version=VERSIONS,
    strength=st.none() | st.sampled_from(Strength),
    relied_on=st.booleans(),
    thresholds=THRESHOLDS,
    results=RESULTS,
)
PROMISES = rows(
    "PRM",
    PromiseFacts,
    side=st.sampled_from(Side),
    due_on=MAYBE,
    done_on=MAYBE_PAST,
    in_contract=st.sampled_from(Known),
    promised_on=MAYBE_PAST,
    meeting=WORDS,
)
QUESTIONS = rows("QUE", QuestionFacts, asked_on=MAYBE_PAST, answered_on=MAYBE_PAST)
EVIDENCE = rows(
    "EVD",
    EvidenceFacts,
    title=st.sampled_from(("Cyber Essentials 2025", "Cyber Essentials 2026", "Study")),
    kind=st.sampled_from(EvidenceKind),
    issued_on=MAYBE_PAST,
    expires_on=MAYBE,
    version=VERSIONS,
)
DECISIONS = rows(
    "DEC",
    DecisionFacts,
    gate=st.sampled_from(Gate),
    planned_on=MAYBE,
    decided_on=MAYBE_PAST,
    outcome=st.sampled_from(Outcome),
)
# Small, for it is printed with whatever breaks a law; yet every way to lapse is in it.
LIBRARY = library(
    item("ABC-01", gate=Gate.shortlist, severity=Severity.critical, validity=Validity(months=1)),
    item("ABC-02", gate=Gate.shortlist, about=ItemAbout.supplier, validity=Validity(months=6)),
    item("ABC-03", gate=Gate.pilot, severity=Severity.minor, when="gen or tier_C"),
    item("XYZ-01", about=ItemAbout.version, validity=Validity(version=True)),
    item("XYZ-02", validity=Validity(contract=True), when="pat"),
    item("XYZ-03", about=ItemAbout.organisation, validity=Validity(renewal="11-30")),
    item("XYZ-04", gate=Gate.go_live, when="pd and not pilot"),
    item("XYZ-05", gate=Gate.review, about=ItemAbout.supplier, when="live"),
    item("XYZ-06", covered_by="F31"),
    item("DTA-04", covered_by="F30", validity=Validity(months=2, version=True)),
    item("SAF-02", covered_by="F26", validity=Validity(months=1)),
    item("SAF-05", covered_by="F29", gate=Gate.go_live, validity=Validity(version=True)),
    item("SAF-06", about=ItemAbout.organisation, gate=Gate.go_live),
    item("PDM-06", covered_by="F52", gate=Gate.review, validity=Validity(version=True)),
)


def _answers(found: dict[str, Any]) -> dict[str, AnswerFacts]:
    return {code: AnswerFacts(code, **given) for code, given in found.items()}


ITEMS = st.sampled_from([one.code for one in LIBRARY.items])
ANSWERS = st.dictionaries(
    ITEMS,
    st.fixed_dictionaries(
        {
            "of": st.sampled_from(("PRD-7", "SUP-1", "")),
            "state": st.none() | st.sampled_from(AnswerState),
            "answered_on": st.integers(-400, 0).map(lambda days: TODAY + timedelta(days=days)),
            "version": VERSIONS,
            "has_reason": st.booleans(),
            "review": st.none() | st.sampled_from(ReviewState),
            "evidence": rows("EVD", EvidenceFacts, expires_on=MAYBE, version=VERSIONS),
        }
    ),
    max_size=6,
).map(_answers)
FACTS = ("gen", "pat", "pd", "care", "dev", "scr", "dpia_signed", "dcb0160_approved")
ABOUT = st.dictionaries(st.sampled_from(FACTS), st.sampled_from(Known))
DEVICES = st.builds(
    DeviceFacts,
    register_number=st.sampled_from(("", "GB 123")),
    register_checked_on=MAYBE_PAST,
    on_registry=st.sampled_from(Known),
    registry_checked_on=MAYBE_PAST,
    use_fits=st.sampled_from(Known),
)
CASES = st.builds(
    CaseFacts,
    st.just("CAS-1"),
    extra_recalls=st.sampled_from((None, Decimal(0), Decimal(14))),
    capacity_owner=st.sampled_from(("", "CT lead")),
    has_outcome=st.booleans(),
    benefits=BENEFITS,
)
MEETINGS = rows(
    "MTG",
    MeetingFacts,
    held_on=DAYS,
    kind=st.sampled_from(MeetingKind),
    has_concerns=st.booleans(),
)

UNWAIVED_PRODUCTS = st.builds(
    ProductDossier,
    st.just("PRD-7"),
    stage=st.sampled_from(Stage),
    esf_tier=st.sampled_from(EsfTier),
    catch_up_on=MAYBE,
    catch_up_ended_on=MAYBE_PAST,
    versions=rows(
        "VER", VersionFacts, released_on=MAYBE, in_use_from=MAYBE, rechecked_on=MAYBE_PAST
    ),
    device=st.none() | DEVICES,
    case=st.none() | CASES,
    claims=CLAIMS,
    costs=COSTS,
    promises=PROMISES,
    questions=QUESTIONS,
    evidence=EVIDENCE,
    decisions=DECISIONS,
    contracts=CONTRACTS,
    about=ABOUT,
    arrived_on=MAYBE_PAST,
    meetings=MEETINGS,
    answers=ANSWERS,
    library=st.just(LIBRARY),
    cards=rows(
        "CRD",
        CardFacts,
        fields=st.dictionaries(st.just("hti.pur_use"), st.sampled_from(("N/A", "Words"))),
        version=VERSIONS,
    ),
)
UNWAIVED_SUPPLIERS = st.builds(
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
    meetings=MEETINGS,
    answers=ANSWERS,
    library=st.just(LIBRARY),
    promises=PROMISES,
    questions=QUESTIONS,
    contracts=CONTRACTS,
    evidence=EVIDENCE,
)


@st.composite
def waived(draw: st.DrawFn, dossiers: st.SearchStrategy[Any]) -> Any:
    """Return a dossier of which some gaps wait or are waived, some of them for other facts."""
    dossier: Dossier = draw(dossiers)
    gaps, _ = find_gaps(dossier, TODAY, ALL_RULES, Limits())
    chosen = draw(st.lists(st.sampled_from(gaps), max_size=3)) if gaps else []
    waivers = tuple(
        WaiverFacts(
            f"WVR-{number}",
            gap.rule_code,
            gap.key,
            gap.fingerprint if draw(st.booleans()) else "of other facts",
            gap.severity,
            draw(DAYS),
        )
        for number, gap in enumerate(chosen)
    )
    aside = draw(st.lists(st.sampled_from(gaps), max_size=2)) if gaps else []
    waiting = {(gap.rule_code, gap.key): draw(DAYS) for gap in aside}
    return replace(dossier, waivers=waivers, waiting=waiting)


PRODUCTS: st.SearchStrategy[ProductDossier] = waived(UNWAIVED_PRODUCTS)
SUPPLIERS: st.SearchStrategy[SupplierDossier] = waived(UNWAIVED_SUPPLIERS)
