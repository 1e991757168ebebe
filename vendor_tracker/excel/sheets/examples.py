"""Two example rows for each sheet of a blank register; their first cell says what they are."""

from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from vendor_tracker.domain.vocabulary import (
    AnswerState,
    Bearer,
    BenefitKind,
    CardSource,
    CaseNeed,
    Charge,
    ClaimKind,
    CostCategory,
    CostStatus,
    Direction,
    DisclosedBy,
    Doubt,
    DriverKind,
    EsfTier,
    EvidenceKind,
    Gate,
    GroupAttribute,
    Known,
    MeetingKind,
    Outcome,
    PaymentState,
    ProcurementRoute,
    Rating,
    RequestReview,
    RequestState,
    ReviewState,
    SetBy,
    Severity,
    Side,
    Stage,
    Strength,
    SupplierSize,
    Verdict,
    WaiverReason,
    WaiverState,
)
from vendor_tracker.domain.worth import Standing
from vendor_tracker.excel.meaning import EXAMPLE
from vendor_tracker.excel.sheet import Sheet

ONE, TWO = f"{EXAMPLE}1", f"{EXAMPLE}2"
_MAKER, _SELLER = "Fenwick Imaging (example)", "Larkfield Health IT (example)"
_BLEEDS, _SCRIBE = "Head CT Bleed Alert (example)", "Clinic Notes (example)"
_Row = Mapping[str, Any]


def example_rows(sheet: Sheet) -> Iterator[_Row]:
    """Yield the two examples of a sheet, with every column of it."""
    first = sheet.columns[0].key
    for name, row in zip((ONE, TWO), _EXAMPLES[sheet.name], strict=True):
        empty = dict.fromkeys(column.key for column in sheet.columns)
        yield {**empty, first: name, **row}


_PRICE: _Row = {
    "supplier": _MAKER,
    "product": _BLEEDS,
    "category": CostCategory.K01,
    "description": "Licence for one site",
    "charge": Charge.yearly,
    "quantity": Decimal(1),
    "unit": "site",
    "unit_price": Decimal(24000),
    "amount": Decimal(24000),
    "amount_doubt": Doubt.exact,
    "vat_rate": Decimal(20),
    "bearer": Bearer.us,
    "in_contract": Known.unknown,
    "disclosed_by": DisclosedBy.supplier,
    "disclosed_on": date(2026, 9, 14),
    "disclosed_in": "Quote of 14 September",
    "confidential": False,
}
_ASKED: _Row = {
    "supplier": _MAKER,
    "product": _BLEEDS,
    "category": CostCategory.K22,
    "charge": Charge.yearly,
    "amount_doubt": Doubt.not_known,
    "bearer": Bearer.unknown,
    "in_contract": Known.unknown,
    "asked_on": date(2026, 9, 16),
    "status": CostStatus.waiting,
    "confidential": False,
}
_CLAIM: _Row = {
    "product": _BLEEDS,
    "supplier": _MAKER,
    "kind": ClaimKind.T5,
    "statement": "Finds 96% of bleeds.",
    "said_by": "Sales desk",
    "said_where": "Demonstration",
    "said_on": date(2026, 9, 14),
    "metric": "Sensitivity",
    "metric_set_by": SetBy.supplier,
    "direction": Direction.higher,
    "population": "220 scans from two hospitals",
    "strength": Strength.s2,
    "relied_on": True,
    "verdict_ours": "Cannot tell",
    "confidential": False,
}
_TOLD: _Row = {
    "product": _SCRIBE,
    "kind": ClaimKind.T13,
    "statement": "Your recordings never train our model.",
    "said_by": "Account manager",
    "said_on": date(2026, 9, 20),
    "relied_on": False,
    "confidential": False,
}

_EXAMPLES: dict[str, tuple[_Row, _Row]] = {
    "Overview": (
        {
            "name": _BLEEDS,
            "suppliers": (_MAKER,),
            "stage": Stage.evaluating,
            "next_gate": Gate.award,
            "readiness": "Not ready for award: 1 critical gap.",
            "critical": 1,
            "cost_year": Decimal(24000),
            "cost_year_doubt": Doubt.at_least,
            "costs_unknown": 1,
            "costs_complete": False,
        },
        {
            "name": _SCRIBE,
            "suppliers": (_SELLER,),
            "stage": Stage.shortlisted,
            "next_gate": Gate.award,
            "cost_year_doubt": Doubt.not_known,
            "costs_complete": False,
        },
    ),
    "Suppliers": (
        {"name": _MAKER, "country": "United Kingdom", "size": SupplierSize.small,
         "owner": "Imaging lead", "owner_hours": Decimal(4)},
        {"name": _SELLER, "aliases": ("Larkfield (example)", "LHIT (example)"),
         "size": SupplierSize.unknown},
    ),
    "Contacts": (
        {"name": "Sales desk", "email": "sales@fenwick.example",
         "suppliers": (f"{_MAKER}: Sales",)},
        {"name": "Help desk", "phone": "01632 960 001",
         "suppliers": (f"{_SELLER}: Technical", f"{_SELLER}: Safety")},
    ),
    "Products": (
        {"name": _BLEEDS, "suppliers_developer": (_MAKER,), "stage": Stage.evaluating,
         "accountable": "Imaging lead", "clinical_area": "Emergency imaging",
         "esf_tier": EsfTier.C, "fact_care": Known.yes, "fact_dev": Known.yes},
        {"name": _SCRIBE, "suppliers_reseller": (_SELLER,), "stage": Stage.shortlisted,
         "esf_tier": EsfTier.unknown, "fact_gen": Known.yes, "fact_scr": Known.yes,
         "fact_dev": Known.unknown},
    ),
    "Versions": (
        {"product": _BLEEDS, "name": "2.1", "released_on": date(2026, 3, 2)},
        {"product": _SCRIBE, "name": "5", "in_use_from": date(2026, 5, 1)},
    ),
    "Claims": (_CLAIM, _TOLD),
    "Thresholds": (
        {"set_by": SetBy.supplier, "value": Decimal(80), "source": "Brochure"},
        {"set_by": SetBy.us, "value": Decimal(92), "set_on": date(2026, 8, 3),
         "why": "Our own readers reach 92", "people": 3, "has_clinician": True},
    ),
    "Results": (
        {"n": 220, "positives": 52, "estimate": Decimal("96.2"), "low": Decimal("90.4"),
         "high": Decimal("98.9"), "tested_by": "The supplier"},
        {"subgroup": "Over 75", "n": 71},
    ),
    "GroupResults": (
        {"subgroup": "80 and over", "attribute": GroupAttribute.age, "n": 310, "positives": 41,
         "estimate": Decimal("91.1"), "low": Decimal("82"), "high": Decimal("96.9"),
         "against": "40 to 64", "gap": Decimal("4.9"), "gap_limit": Decimal(5),
         "limit_is_ours": True, "verdict": Verdict.cannot_tell},
        {"subgroup": "0 to 4", "attribute": GroupAttribute.age, "left_out": "fewer than 10 people"},
    ),
    "Costs": (_PRICE, _ASKED),
    "Drivers": (
        {"product_name": _BLEEDS, "kind": DriverKind.studies, "quantity": Decimal(12000),
         "source": "Report of the picture archive, August"},
        {"product_name": _SCRIBE, "kind": DriverKind.users, "quantity": Decimal(160)},
    ),
    "StaffRates": (
        {"valid_from": date(2026, 4, 1), "pay": Decimal("21.40"),
         "pay_doubt": Doubt.exact, "on_costs": Decimal(25), "price": Decimal("26.75"),
         "is_in_force": True, "source": "Finance"},
        {"valid_from": date(2025, 4, 1), "pay": Decimal("20.60"),
         "pay_doubt": Doubt.exact, "on_costs": Decimal(25), "price": Decimal("25.75"),
         "is_in_force": False, "source": "Finance"},
    ),
    "Payments": (
        {"supplier_name": _MAKER, "paid_on": date(2026, 4, 28), "amount": Decimal(14400),
         "amount_doubt": Doubt.exact, "what_for": "Licence for one site", "invoice": "F-100",
         "state": PaymentState.explained},
        {"supplier_name": _SELLER, "paid_on": date(2026, 9, 2), "amount": Decimal("-480.50"),
         "amount_doubt": Doubt.exact, "what_for": "Credit note", "state": PaymentState.unexplained},
    ),
    "Contracts": (
        {"title": "Bleed alert, three years", "suppliers": (_MAKER,), "products": (_BLEEDS,),
         "starts_on": date(2026, 4, 1), "ends_on": date(2029, 3, 31),
         "notice_by": date(2028, 12, 31), "value_year": Decimal(24000),
         "value_year_doubt": Doubt.exact, "value_total_doubt": Doubt.not_known,
         "value_with_vat_doubt": Doubt.not_known, "liability_cap_doubt": Doubt.not_known,
         "exit_price": Decimal(0), "exit_price_doubt": Doubt.exact, "rise_cap": Decimal(4),
         "route": ProcurementRoute.framework},
        {"title": "Notes pilot", "suppliers": (_SELLER,), "products": (_SCRIBE,),
         "value_year_doubt": Doubt.not_known, "value_total_doubt": Doubt.not_known,
         "value_with_vat_doubt": Doubt.not_known, "liability_cap_doubt": Doubt.not_known,
         "exit_price_doubt": Doubt.not_known},
    ),
    "KPIs": (
        {"contract_title": "Bleed alert, three years", "place": 1, "name": "Results in 5 minutes",
         "rating": Rating.good, "rated_on": date(2026, 9, 1), "actual": "98.6%", "ratings": 1},
        {"contract_title": "Notes pilot", "place": 1, "name": "In clinic hours", "ratings": 0},
    ),
    "Meetings": (
        {"held_on": date(2026, 9, 14), "supplier": _MAKER, "product": _BLEEDS,
         "kind": MeetingKind.demonstration, "our_hours": Decimal(3), "their_hours": Decimal(2)},
        {"held_on": date(2026, 9, 20), "supplier": _SELLER, "kind": MeetingKind.price},
    ),
    "Promises": (
        {"side": Side.theirs, "supplier": _MAKER, "product": _BLEEDS,
         "text": "Send results by age group", "due_on": date(2026, 10, 1),
         "in_contract": Known.no},
        {"side": Side.ours, "supplier": _SELLER, "text": "Name a contact for the pilot"},
    ),
    "Questions": (
        {"supplier": _MAKER, "product": _BLEEDS, "text": "Who pays to test a new version?",
         "asked_on": date(2026, 9, 16)},
        {"supplier": _SELLER, "text": "Where are recordings kept?",
         "asked_on": date(2026, 9, 1), "answered_on": date(2026, 9, 8),
         "answer": "On servers in the United Kingdom"},
    ),
    "Evidence": (
        {"title": "Test report 2026", "kind": EvidenceKind.study, "product": _BLEEDS,
         "issued_on": date(2026, 2, 1), "supports": (ONE,), "confidential": False},
        {"title": "Cyber Essentials", "kind": EvidenceKind.certificate, "supplier": _SELLER,
         "expires_on": date(2027, 2, 1), "link_url": "https://larkfield.example/certificate",
         "confidential": False},
    ),
    "BusinessCases": (
        {"product_name": _BLEEDS, "need_kind": CaseNeed.waiting,
         "need": "Night scans with a bleed are read too late",
         "outcomes": "Treated within an hour, of 100 (61 now, 75 aimed for)",
         "hours_more": Decimal("0.5"), "extra_recalls": 14, "capacity_owner": "CT lead"},
        {"product_name": _SCRIBE, "need_kind": CaseNeed.staff_time,
         "need": "Letters are written after hours"},
    ),
    "Benefits": (
        {"product_name": _BLEEDS, "name": "Nights bought from a reading service",
         "kind": BenefitKind.money, "unit": "nights", "due_on": date(2027, 3, 31),
         "planned": 60, "actual": 45, "share": Decimal("0.75"), "worth": 410,
         "planned_worth": 24600, "actual_worth": 18450, "source": "Invoices"},
        {"product_name": _SCRIBE, "name": "Hours of typing", "kind": BenefitKind.time,
         "unit": "hours", "due_on": date(2027, 9, 30), "planned": 400},
    ),
    "Cards": (
        {"product_name": _BLEEDS, "product_version_name": "3.2", "source": CardSource.chai,
         "edition": "0.2", "received_on": date(2026, 9, 1), "given": 21, "blank": 8, "none": 1,
         "not_applicable": 1},
        {"product_name": _SCRIBE, "source": CardSource.form, "given": 27, "blank": 4, "none": 0,
         "not_applicable": 0},
    ),
    "Answers": (
        {"about_name": _BLEEDS, "gate": Gate.award, "counted_for": Gate.award,
         "checklist": "CST", "item": "CST-04", "severity": Severity.major,
         "standing": Standing.partly, "answer": AnswerState.partly,
         "review": ReviewState.to_review},
        {"about_name": _MAKER, "gate": Gate.award, "checklist": "REL", "item": "REL-02",
         "severity": Severity.major, "standing": Standing.unanswered},
    ),
    "Requests": (
        {"title": "Questions for the award", "state": RequestState.sent, "supplier_name": _MAKER,
         "item": "CST-05", "ask": "Please state the price after the first term.",
         "review": RequestReview.waiting},
        {"title": "Questions for the award", "state": RequestState.answered,
         "supplier_name": _MAKER, "item": "K06", "value": "nil", "waited": 12,
         "review": RequestReview.to_review},
    ),
    "Replies": (
        {"supplier_name": _MAKER, "text": "We sent it on 3 September.", "said_by": "Sales desk"},
        {"supplier_name": _MAKER, "text": "The price was in our first quote."},
    ),
    "Decisions": (
        {"product": _BLEEDS, "gate": Gate.award, "planned_on": date(2026, 11, 20)},
        {"product": _SCRIBE, "gate": Gate.shortlist, "decided_on": date(2026, 6, 3),
         "outcome": Outcome.go_on, "reason": "Worth a close look"},
    ),
    "Flags": (
        {"severity": Severity.critical, "about_name": _BLEEDS, "says": "An example of a gap.",
         "closes": ("What would close it",), "gate": Gate.award},
        {"severity": Severity.minor, "about_name": _MAKER, "says": "Another example."},
    ),
    "Waivers": (
        {"about_name": _BLEEDS, "severity": Severity.major,
         "reason_kind": WaiverReason.controlled, "reason": "A radiologist reads every picture.",
         "asked_on": date(2026, 9, 14), "ends_on": date(2027, 3, 14), "state": WaiverState.asked},
        {"about_name": _MAKER, "severity": Severity.minor, "reason_kind": WaiverReason.accepted,
         "asked_on": date(2026, 6, 1), "ends_on": date(2026, 9, 1), "state": WaiverState.ended},
    ),
    "Sources": (
        {"title": "A document that an item rests on", "checked": "September 2026"},
        {"title": "Another document", "checked": "Not verified by us", "moved_to": "nhs.example"},
    ),
}  # fmt: skip
