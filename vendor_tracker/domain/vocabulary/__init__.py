"""Every coded value of the product, by the noun it belongs to."""

from vendor_tracker.domain.vocabulary.answers import (
    AnsweredBy,
    AnswerState,
    Discipline,
    ItemAbout,
    ReviewState,
)
from vendor_tracker.domain.vocabulary.cards import CardSource
from vendor_tracker.domain.vocabulary.cases import BenefitKind, CaseNeed, CriterionKind, Likelihood
from vendor_tracker.domain.vocabulary.checklists import AnswerKind
from vendor_tracker.domain.vocabulary.claims import ClaimKind, Direction, SetBy, Strength, Verdict
from vendor_tracker.domain.vocabulary.coded import Coded
from vendor_tracker.domain.vocabulary.contracts import (
    Authority,
    KpiExempt,
    NoticeKind,
    ProcurementRoute,
    Rating,
    Regime,
    Renewal,
)
from vendor_tracker.domain.vocabulary.costs import (
    Bearer,
    Charge,
    CostCategory,
    CostStatus,
    DisclosedBy,
    VatRecoverable,
)
from vendor_tracker.domain.vocabulary.decisions import Gate, Outcome
from vendor_tracker.domain.vocabulary.devices import DeviceClass, DeviceMark
from vendor_tracker.domain.vocabulary.doubts import Doubt
from vendor_tracker.domain.vocabulary.drivers import DriverKind
from vendor_tracker.domain.vocabulary.evidence import EvidenceKind, ScanState
from vendor_tracker.domain.vocabulary.flags import Severity
from vendor_tracker.domain.vocabulary.groups import BarAbout, GroupAttribute, TestData, Tester
from vendor_tracker.domain.vocabulary.meetings import LineKind, MeetingKind, Side
from vendor_tracker.domain.vocabulary.payments import PaymentState
from vendor_tracker.domain.vocabulary.products import EsfTier, Known, ProductFact, Stage
from vendor_tracker.domain.vocabulary.requests import (
    JobState,
    RegisterState,
    RequestReview,
    RequestState,
)
from vendor_tracker.domain.vocabulary.suppliers import ContactKind, SupplierRole, SupplierSize
from vendor_tracker.domain.vocabulary.users import Role
from vendor_tracker.domain.vocabulary.waivers import WaiverReason, WaiverState

__all__ = [
    "AnswerKind",
    "AnswerState",
    "AnsweredBy",
    "Authority",
    "BarAbout",
    "Bearer",
    "BenefitKind",
    "CardSource",
    "CaseNeed",
    "Charge",
    "ClaimKind",
    "Coded",
    "ContactKind",
    "CostCategory",
    "CostStatus",
    "CriterionKind",
    "DeviceClass",
    "DeviceMark",
    "Direction",
    "Discipline",
    "DisclosedBy",
    "Doubt",
    "DriverKind",
    "EsfTier",
    "EvidenceKind",
    "Gate",
    "GroupAttribute",
    "ItemAbout",
    "JobState",
    "Known",
    "KpiExempt",
    "Likelihood",
    "LineKind",
    "MeetingKind",
    "NoticeKind",
    "Outcome",
    "PaymentState",
    "ProcurementRoute",
    "ProductFact",
    "Rating",
    "Regime",
    "RegisterState",
    "Renewal",
    "RequestReview",
    "RequestState",
    "ReviewState",
    "Role",
    "ScanState",
    "SetBy",
    "Severity",
    "Side",
    "Stage",
    "Strength",
    "SupplierRole",
    "SupplierSize",
    "TestData",
    "Tester",
    "VatRecoverable",
    "Verdict",
    "WaiverReason",
    "WaiverState",
]
