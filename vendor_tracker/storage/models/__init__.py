"""Tables, one record per file; columns and constraints, no behaviour."""

from vendor_tracker.storage.models.audit import (
    AuditEvent,
    Batch,
    ChainHead,
    Revision,
    SystemEvent,
    SystemHead,
)
from vendor_tracker.storage.models.base import Base
from vendor_tracker.storage.models.calendarlinks import CalendarLink
from vendor_tracker.storage.models.cards import Card
from vendor_tracker.storage.models.cases import (
    BusinessCase,
    CaseApproval,
    CaseBenefit,
    CaseCriterion,
    CaseOption,
    CaseOutcome,
    CaseRisk,
    CaseTime,
    CaseWorry,
)
from vendor_tracker.storage.models.checklists import (
    Answer,
    Assessment,
    ChecklistChange,
    ChecklistVersion,
)
from vendor_tracker.storage.models.claims import Claim, ClaimResult, ClaimThreshold, ClaimVerdict
from vendor_tracker.storage.models.contacts import Contact, ContactSupplier
from vendor_tracker.storage.models.contracts import (
    Contract,
    ContractBreak,
    ContractKpi,
    ContractNotice,
    ContractProduct,
    ContractRating,
    ContractSupplier,
)
from vendor_tracker.storage.models.costs import Cost
from vendor_tracker.storage.models.decisions import Decision
from vendor_tracker.storage.models.devices import Device
from vendor_tracker.storage.models.drivers import ProductDriver
from vendor_tracker.storage.models.evidence import Evidence, EvidenceLink, FormerFile, StoredFile
from vendor_tracker.storage.models.flags import Flag, FlagNote, FlagPeriod
from vendor_tracker.storage.models.groups import ProductGroup
from vendor_tracker.storage.models.imports import ImportedCell, ImportMapping
from vendor_tracker.storage.models.jobs import Job
from vendor_tracker.storage.models.lifeplans import LifePlan
from vendor_tracker.storage.models.meetings import Meeting
from vendor_tracker.storage.models.nonces import FormNonce
from vendor_tracker.storage.models.organisations import Organisation, ReferenceCounter, Setting
from vendor_tracker.storage.models.payments import Payment
from vendor_tracker.storage.models.products import Product, ProductSupplier
from vendor_tracker.storage.models.promises import Promise
from vendor_tracker.storage.models.questions import Question
from vendor_tracker.storage.models.registers import PublishedRegister, RegisterChoice
from vendor_tracker.storage.models.requests import (
    RequestFile,
    RequestItem,
    RequestLink,
    SupplierReply,
    SupplierRequest,
)
from vendor_tracker.storage.models.savedviews import SavedView
from vendor_tracker.storage.models.staffrates import StaffRate
from vendor_tracker.storage.models.status import ProductStatus, SupplierStatus
from vendor_tracker.storage.models.suppliers import ExternalReference, Supplier, SupplierAlias
from vendor_tracker.storage.models.users import (
    LoginSession,
    Membership,
    OneTimeLink,
    SignInAttempt,
    User,
)
from vendor_tracker.storage.models.versions import ProductVersion
from vendor_tracker.storage.models.waivers import Waiver

__all__ = [
    "Answer",
    "Assessment",
    "AuditEvent",
    "Base",
    "Batch",
    "BusinessCase",
    "CalendarLink",
    "Card",
    "CaseApproval",
    "CaseBenefit",
    "CaseCriterion",
    "CaseOption",
    "CaseOutcome",
    "CaseRisk",
    "CaseTime",
    "CaseWorry",
    "ChainHead",
    "ChecklistChange",
    "ChecklistVersion",
    "Claim",
    "ClaimResult",
    "ClaimThreshold",
    "ClaimVerdict",
    "Contact",
    "ContactSupplier",
    "Contract",
    "ContractBreak",
    "ContractKpi",
    "ContractNotice",
    "ContractProduct",
    "ContractRating",
    "ContractSupplier",
    "Cost",
    "Decision",
    "Device",
    "Evidence",
    "EvidenceLink",
    "ExternalReference",
    "Flag",
    "FlagNote",
    "FlagPeriod",
    "FormNonce",
    "FormerFile",
    "ImportMapping",
    "ImportedCell",
    "Job",
    "LifePlan",
    "LoginSession",
    "Meeting",
    "Membership",
    "OneTimeLink",
    "Organisation",
    "Payment",
    "Product",
    "ProductDriver",
    "ProductGroup",
    "ProductStatus",
    "ProductSupplier",
    "ProductVersion",
    "Promise",
    "PublishedRegister",
    "Question",
    "ReferenceCounter",
    "RegisterChoice",
    "RequestFile",
    "RequestItem",
    "RequestLink",
    "Revision",
    "SavedView",
    "Setting",
    "SignInAttempt",
    "StaffRate",
    "StoredFile",
    "Supplier",
    "SupplierAlias",
    "SupplierReply",
    "SupplierRequest",
    "SupplierStatus",
    "SystemEvent",
    "SystemHead",
    "User",
    "Waiver",
]
