"""What a contract may say, part by part, and what of it cannot be right."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from enum import StrEnum
from typing import Any

from vendor_tracker.domain.contractvalues import MOST_VAT
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.vocabulary import Known, KpiExempt, Regime, Renewal

# A contract that allows more is a slip of the decimal point.
_MOST_RISE = 25
_MOST_NOTICE_DAYS = 3_650
_PENNY = Decimal("0.01")
_NOT_BELOW_NOTHING: dict[str, str] = {
    "value_year": "What it costs a year cannot be below nothing.",
    "value_total": "What it costs in all cannot be below nothing.",
    "value_with_vat": "What it costs with VAT cannot be below nothing.",
    "liability_cap": "What the supplier is liable for cannot be below nothing.",
    "exit_price": "What leaving costs cannot be below nothing.",
}
Terms = Mapping[str, Any]
Wrong = Iterator[tuple[str, str]]


class ContractPart(StrEnum):
    """The parts of a contract that are written one at a time."""

    term = "term"
    breaks = "breaks"
    value = "value"
    changes = "changes"
    purchase = "purchase"
    notices = "notices"
    measures = "measures"
    duty = "duty"
    ratings = "ratings"
    cover = "cover"
    leaving = "leaving"


# What each part of single fields says, by the names of the stored columns.
FIELDS: dict[ContractPart, tuple[str, ...]] = {
    ContractPart.term: (
        "signed_on", "starts_on", "ends_on", "notice_by", "renewal", "extends_to",
    ),
    ContractPart.value: ("value_year", "value_total", "value_with_vat"),
    ContractPart.changes: ("rise_cap", "update_notice_days"),
    ContractPart.purchase: ("route", "framework", "regime"),
    ContractPart.duty: ("kpi_exempt", "kpi_exempt_reason"),
    ContractPart.cover: ("liability_cap", "liability_note", "insured_until", "indemnity_until"),
    ContractPart.leaving: ("exit_price", "exit_terms", "data_rights"),
}  # fmt: skip


def wrong_terms(terms: Terms, today: date) -> tuple[Refused, ...]:
    """Return in words what of a contract cannot be right, each at its field."""
    found = (
        *_wrong_days(terms, today),
        *_wrong_values(terms),
        *_wrong_renewal(terms),
        *_wrong_numbers(terms),
        *_wrong_exemption(terms),
    )
    return tuple(Refused(words, field=field) for field, words in found)


def regime_of(health_service: Known, otherwise: Regime) -> Regime:
    """Return the law of a purchase from the one question that tells them apart."""
    return Regime.provider_selection if health_service is Known.yes else otherwise


def is_health_service(regime: Regime) -> Known:
    """Tell from the law of a purchase whether it was part of a health care service."""
    if regime is Regime.unknown:
        return Known.unknown
    return Known.yes if regime is Regime.provider_selection else Known.no


def _wrong_days(terms: Terms, today: date) -> Wrong:
    start, end, notice, signed = (
        terms.get(name) for name in ("starts_on", "ends_on", "notice_by", "signed_on")
    )
    if start and end and end < start:
        yield "ends_on", "The contract ends before it starts."
    if notice and end and notice > end:
        yield "notice_by", "Notice must be given on or before the day the contract ends."
    if signed and signed > today:
        yield "signed_on", "This day is still to come. Enter it once the contract is signed."
    if signed and end and end < signed:
        yield "signed_on", "It was signed after the day it ends. Check both days."
    for name, what in (("insured_until", "insurance"), ("indemnity_until", "indemnity")):
        until = terms.get(name)
        if until and start and until < start:
            yield name, f"The {what} ends before the contract starts. Check both days."


def _wrong_values(terms: Terms) -> Wrong:
    for name, words in _NOT_BELOW_NOTHING.items():
        value = terms.get(name)
        if value is not None and value < 0:
            yield name, words
    year, whole = terms.get("value_year"), terms.get("value_total")
    if year is not None and whole is not None and year > whole >= 0:
        yield "value_year", "A year cannot cost more than the whole contract. Check both amounts."
    net, gross = terms.get("value_total"), terms.get("value_with_vat")
    if net is None or gross is None or net < 0:
        return
    if gross < net:
        yield "value_with_vat", "With VAT it cannot be less than without. Check both amounts."
    if gross > net * MOST_VAT + _PENNY:
        yield "value_with_vat", "That is more than VAT of 20% adds. Check both amounts."


def _wrong_renewal(terms: Terms) -> Wrong:
    until, end = terms.get("extends_to"), terms.get("ends_on")
    if until is None:
        return
    if end and until < end:
        yield "extends_to", "The last extension ends before the contract does. Check both days."
    if terms.get("renewal") is Renewal.ends:
        yield "extends_to", "You said that it ends. Leave this empty, or say that it goes on."


def _wrong_numbers(terms: Terms) -> Wrong:
    cap, days = terms.get("rise_cap"), terms.get("update_notice_days")
    if cap is not None and not 0 <= cap <= _MOST_RISE:
        yield "rise_cap", f"A limit on rises lies between 0 and {_MOST_RISE} percent a year."
    if days is not None and not 0 <= days <= _MOST_NOTICE_DAYS:
        yield "update_notice_days", f"Enter a number of days from 0 to {_MOST_NOTICE_DAYS:,}."


def _wrong_exemption(terms: Terms) -> Wrong:
    exempt, reason = terms.get("kpi_exempt"), (terms.get("kpi_exempt_reason") or "").strip()
    if exempt is KpiExempt.not_fitting and not reason:
        yield "kpi_exempt_reason", "Say why measures do not fit: the law asks for the reason."
    if exempt is None and reason:
        yield "kpi_exempt", "You gave a reason. Choose what it belongs to, or take it away."
