"""Turn what a story says into what services take: days, figures, coded words, references."""

from collections.abc import Callable, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from vendor_tracker.domain import examples, vocabulary
from vendor_tracker.domain.benefits import BenefitRow, Measured
from vendor_tracker.domain.cases import (
    ApprovalRow,
    CriterionRow,
    OptionRow,
    OutcomeRow,
    RiskRow,
    TimeRow,
    WorryRow,
)
from vendor_tracker.domain.conditions import Condition
from vendor_tracker.domain.drivers import DriverRow
from vendor_tracker.domain.facts import (
    ResultFacts,
    ThresholdFacts,
)
from vendor_tracker.domain.listedgroups import ListedGroup
from vendor_tracker.domain.vocabulary import Known, ProductFact
from vendor_tracker.services.demonstrations import contracting
from vendor_tracker.services.demonstrations.checking import Answered

_DAYS = frozenset(
    {
        "notice_by",
        "plan_by",
        "confidential_until",
        "extends_to",
        "in_use_from",
        "insured_until",
        "target_by",
        "until",
        "valid_from",
    }
)
_FIGURES = frozenset(
    {
        "exit_price", "liability_cap", "value_with_vat",
        "actual", "amount", "baseline", "estimate", "extra_recalls", "high", "high_price",
        "hours_after", "hours_now", "low", "low_price", "our_hours", "owner_hours", "planned",
        "per_driver", "pay", "on_costs", "minimum", "most",
        "quantity", "rise_cap", "target", "their_hours", "unit_price", "value", "value_total",
        "value_year", "vat_rate", "worth",
    }
)  # fmt: skip
_CODED: dict[str, Callable[[Any], Any]] = {
    "about": vocabulary.BarAbout,
    "attribute": vocabulary.GroupAttribute,
    "attributes": vocabulary.GroupAttribute,
    "bearer": vocabulary.Bearer,
    "category": vocabulary.CostCategory,
    "charge": vocabulary.Charge,
    "class_eu": vocabulary.DeviceClass,
    "class_uk": vocabulary.DeviceClass,
    "data": vocabulary.TestData,
    "direction": vocabulary.Direction,
    "disclosed_by": vocabulary.DisclosedBy,
    "driver": vocabulary.DriverKind,
    "esf_tier": vocabulary.EsfTier,
    "form_set_by": vocabulary.SetBy,
    "gate": vocabulary.Gate,
    "groups_set_by": vocabulary.SetBy,
    "in_contract": vocabulary.Known,
    "likelihood": vocabulary.Likelihood,
    "mark": vocabulary.DeviceMark,
    "metric_set_by": vocabulary.SetBy,
    "need_kind": vocabulary.CaseNeed,
    "outcome": vocabulary.Outcome,
    "reason_kind": vocabulary.WaiverReason,
    "regime": vocabulary.Regime,
    "renewal": vocabulary.Renewal,
    "route": vocabulary.ProcurementRoute,
    "self_certified": vocabulary.Known,
    "set_by": vocabulary.SetBy,
    "side": vocabulary.Side,
    "size": vocabulary.SupplierSize,
    "stage": vocabulary.Stage,
    "state": vocabulary.AnswerState,
    "strength": vocabulary.Strength,
    "tester": vocabulary.Tester,
    "use_fits": vocabulary.Known,
    "uses_ai": vocabulary.Known,
    "vat_recoverable": vocabulary.VatRecoverable,
    "verdict": vocabulary.Verdict,
}
_KINDS: dict[str, Callable[[Any], Any]] = {
    "benefits": vocabulary.BenefitKind,
    "claim": vocabulary.ClaimKind,
    "drivers": vocabulary.DriverKind,
    "criteria": vocabulary.CriterionKind,
    "evidence": vocabulary.EvidenceKind,
    "meeting": vocabulary.MeetingKind,
}
_ROLES: dict[str, Callable[[Any], Any]] = {
    "contact": vocabulary.ContactKind,
    "product": vocabulary.SupplierRole,
}


class Telling:
    """What the words of a story mean on the day it is told, and which names stand for what."""

    def __init__(self, today: date) -> None:
        self.today = today
        self.references: dict[str, str] = {}

    def day(self, told: str) -> date:
        """Return the day that these words mean."""
        return examples.day(told, self.today)

    def fields(self, what: str, given: Mapping[str, Any]) -> dict[str, Any]:
        """Return the fields of an act as its service takes them."""
        return {name: self._value(what, name, value) for name, value in given.items()}

    def _value(self, what: str, name: str, value: Any) -> Any:
        if isinstance(value, list):
            return [self._value(what, name, entry) for entry in value]
        if isinstance(value, dict):
            return self._table(what, name, value)
        if isinstance(value, str) and value.startswith("@"):
            return self._reference(what, value)
        if isinstance(value, str) and (name.endswith("_on") or name in _DAYS):
            return self.day(value)
        if name in _FIGURES:
            return Decimal(value)
        coded = _KINDS.get(what) if name == "kind" else _CODED.get(name)
        return coded(value) if coded else value

    def _reference(self, what: str, value: str) -> Any:
        """Read `@name` as a reference, and `@name as role` as the pair a service takes."""
        name, _, role = value[1:].partition(" as ")
        reference = self.references[name]
        return (reference, _ROLES[what](role)) if role else reference

    def _table(self, what: str, name: str, value: dict[str, Any]) -> Any:
        if name == "facts":
            return {ProductFact(fact): Known(answer) for fact, answer in value.items()}
        if contracting.is_row_of(name):
            return contracting.row(name, value, self.day)
        # A row of a case has kinds of its own.
        inner = self.fields(name if name in _KINDS else what, value)
        facts: dict[str, Callable[..., Any]] = {
            "approvals": ApprovalRow,
            "benefits": BenefitRow,
            "conditions": Condition,
            "criteria": CriterionRow,
            "groups": ListedGroup,
            "items": Answered,
            "measured": Measured,
            "options": OptionRow,
            "outcomes": OutcomeRow,
            "results": ResultFacts,
            "risks": RiskRow,
            "rows": DriverRow,
            "thresholds": ThresholdFacts,
            "time": TimeRow,
            "worries": WorryRow,
        }
        return facts[name](**inner)
