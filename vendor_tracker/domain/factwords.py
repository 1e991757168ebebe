"""The facts behind a gap in words: what each is called, and what it says."""

import re
from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from types import MappingProxyType

from vendor_tracker.domain import money
from vendor_tracker.domain.gaps import Fact
from vendor_tracker.domain.vocabulary import (
    Bearer,
    ClaimKind,
    Coded,
    CostCategory,
    CostStatus,
    Direction,
    EsfTier,
    EvidenceKind,
    Known,
    ProductFact,
    SetBy,
    Stage,
    Strength,
    VatRecoverable,
    Verdict,
)
from vendor_tracker.domain.wording import capital, day
from vendor_tracker.domain.worth import Standing

_MONEY = frozenset({"unit_price", "value_total", "value_with_vat"})
_LABELS: Mapping[str, str] = MappingProxyType(
    {
        "answered_on": "Answered on",
        "bar": "Our bar",
        "bar_set_on": "Our bar was set on",
        "bars": "Bars",
        "bearer": "Who bears it",
        "benefit_not_measured": "Not measured",
        "benefit_short": "Short of its plan",
        "bias_denied": "No bias known beside steps against it",
        "esf_tier": "Does it guide care?",
        "exit_priced": "The price of leaving is known",
        "form_blank": "Fields left blank",
        "form_none": "Fields that say “None”",
        "form_not_applicable": "Fields that say “N/A”",
        "gap_limit": "Limit for the gap",
        "group_result": "Result for",
        "group_without_result": "No result for",
        "has_clinician": "A clinician took part",
        "high": "Upper end of the range",
        "low": "Lower end of the range",
        "kpis": "Measures of performance",
        "last_met_on": "Last met on",
        "n": "Number tested",
        "name": "Version we judge",
        "no_results_by": "No results by",
        "parts_blank": "Parts of the model card left blank",
        "parts_none": "Parts that say “None”",
        "parts_not_applicable": "Parts that say “N/A”",
        "owner": "Relationship owner",
        "owner_hours": "Hours a month",
        "people": "People who set our bar",
        "rated_on": "Last rated on",
        "rating_overdue": "A rating is overdue",
        "relied_on": "The case relies on it",
        "reviewer_verdict": "Verdict of a reviewer",
        "rises_capped": "Rises of prices are limited",
        "status": "When it became known",
        "text": "Words",
        "unit_price": "Price",
        "value_total": "Worth in all, net",
        "value_with_vat": "Worth in all, with VAT",
        "vat_rate": "VAT rate, in percent",
        "vat_recoverable": "Does the VAT come back?",
        "version": "Shown for version",
        "why": "Reason for our bar",
        "concerns": "What worried staff",
        "held_on": "Debated on",
        **{one.value: one.label for one in ProductFact},
    }
)
_CODED: Mapping[str, tuple[type[Coded], ...]] = MappingProxyType(
    {
        "kind": (ClaimKind, EvidenceKind),
        "category": (CostCategory,),
        "status": (CostStatus,),
        "bearer": (Bearer,),
        "direction": (Direction,),
        "esf_tier": (EsfTier,),
        "in_contract": (Known,),
        "stage": (Stage,),
        "strength": (Strength,),
        "reviewer_verdict": (Verdict,),
        "vat_recoverable": (VatRecoverable,),
        "metric_set_by": (SetBy,),
    }
)
_ITEM = re.compile(r"[A-Z]{2,6}-\d{2,3}")
_COST_OF = "cost of "


def label_of(entry: Fact) -> str:
    """Return what a fact is called."""
    _reference, field, _value = entry
    if field.startswith(_COST_OF):
        return f"Cost: {_coded((CostCategory,), field.removeprefix(_COST_OF))}"
    return _LABELS.get(field) or capital(field.removesuffix("_id").replace("_", " "))


def value_of(entry: Fact) -> str:
    """Return what a fact says; a fact without a value is not known, never nothing."""
    _reference, field, value = entry
    if not value:
        return "not recorded"
    if value in ("yes", "no"):
        return capital(value)
    if field == "n":
        return f"{int(value):,}"
    members = _members(field)
    if members:
        return _coded(members, value)
    if field in _MONEY:
        return money.pounds(Decimal(value))
    if field.endswith("_on") and field != "relied_on":
        return day(date.fromisoformat(value))
    return value


def _members(field: str) -> tuple[type[Coded], ...]:
    """Return whose values a field holds; none when it holds a text, a figure or a day."""
    if field in tuple(ProductFact):
        return (Known,)
    return (Standing,) if _ITEM.fullmatch(field) else _CODED.get(field, ())


def _coded(members: tuple[type[Coded], ...], value: str) -> str:
    for member in members:
        if value in {one.value for one in member}:
            return member(value).label
    return value
