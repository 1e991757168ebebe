"""Two example rows for each sheet of a blank register; their first cell says what they are."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from vendor_tracker.domain.vocabulary import (
    AnswerState,
    Bearer,
    CardSource,
    Charge,
    ClaimKind,
    CostCategory,
    CostStatus,
    Direction,
    DisclosedBy,
    Doubt,
    EsfTier,
    EvidenceKind,
    Gate,
    GroupAttribute,
    Known,
    MeetingKind,
    Outcome,
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
from vendor_tracker.excel.sheets.moneyexamples import (
    BLEEDS,
    MAKER,
    MONEY_EXAMPLES,
    SCRIBE,
    SELLER,
    Row,
)

ONE, TWO = f"{EXAMPLE}1", f"{EXAMPLE}2"
_MAKER, _SELLER, _BLEEDS, _SCRIBE = MAKER, SELLER, BLEEDS, SCRIBE


def example_rows(sheet: Sheet) -> Iterator[Row]:
    """Yield the two examples of a sheet, with every column of it."""
    first = sheet.columns[0].key
    for name, row in zip((ONE, TWO), _EXAMPLES[sheet.name], strict=True):
        empty = dict.fromkeys(column.key for column in sheet.columns)
        yield {**empty, first: name, **row}


_PRICE: Row = {
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
_ASKED: Row = {
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
_CLAIM: Row = {
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
_TOLD: Row = {
    "product": _SCRIBE,
    "kind": ClaimKind.T13,
    "statement": "Your recordings never train our model.",
    "said_by": "Account manager",
    "said_on": date(2026, 9, 20),
    "relied_on": False,
    "confidential": False,
}

_EXAMPLES: dict[str, tuple[Row, Row]] = {
    **MONEY_EXAMPLES,
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
