"""Two example rows for each sheet that is about money, and whom all examples speak of."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from vendor_tracker.domain.vocabulary import (
    BenefitKind,
    CaseNeed,
    CostCategory,
    Doubt,
    DriverKind,
    PaymentState,
    Stage,
)

MAKER, SELLER = "Fenwick Imaging (example)", "Larkfield Health IT (example)"
BLEEDS, SCRIBE = "Head CT Bleed Alert (example)", "Clinic Notes (example)"
Row = Mapping[str, Any]

MONEY_EXAMPLES: dict[str, tuple[Row, Row]] = {
    "Drivers": (
        {"product_name": BLEEDS, "kind": DriverKind.studies, "quantity": Decimal(12000),
         "source": "Report of the picture archive, August"},
        {"product_name": SCRIBE, "kind": DriverKind.users, "quantity": Decimal(160)},
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
        {"supplier_name": MAKER, "paid_on": date(2026, 4, 28), "amount": Decimal(14400),
         "amount_doubt": Doubt.exact, "what_for": "Licence for one site", "invoice": "F-100",
         "state": PaymentState.explained},
        {"supplier_name": SELLER, "paid_on": date(2026, 9, 2), "amount": Decimal("-480.50"),
         "amount_doubt": Doubt.exact, "what_for": "Credit note", "state": PaymentState.unexplained},
    ),
    "BusinessCases": (
        {"product_name": BLEEDS, "need_kind": CaseNeed.waiting,
         "need": "Night scans with a bleed are read too late",
         "outcomes": "Treated within an hour, of 100 (61 now, 75 aimed for)",
         "hours_more": Decimal("0.5"), "extra_recalls": 14, "capacity_owner": "CT lead"},
        {"product_name": SCRIBE, "need_kind": CaseNeed.staff_time,
         "need": "Letters are written after hours"},
    ),
    "Benefits": (
        {"product_name": BLEEDS, "name": "Nights bought from a reading service",
         "kind": BenefitKind.money, "unit": "nights", "due_on": date(2027, 3, 31),
         "planned": 60, "actual": 45, "share": Decimal("0.75"), "worth": 410,
         "planned_worth": 24600, "actual_worth": 18450, "source": "Invoices"},
        {"product_name": SCRIBE, "name": "Hours of typing", "kind": BenefitKind.time,
         "unit": "hours", "due_on": date(2027, 9, 30), "planned": 400},
    ),
    "CostSummary": (
        {"name": BLEEDS, "stage": Stage.evaluating, "years": 5, "quoted": 120000, "other": 18000,
         "real": 164000, "cash": 169500, "present": 152900, "life_doubt": Doubt.at_least,
         "hidden": 26000, "hidden_doubt": Doubt.exact, "ratio": Decimal("1.4"),
         "hidden_share": Decimal("0.1585"), "lines": 9, "unknown": 1, "rung": 4},
        {"name": SCRIBE, "stage": Stage.shortlisted, "life_doubt": Doubt.not_known,
         "hidden_doubt": Doubt.not_known, "lines": 0, "unknown": 0, "rung": 0},
    ),
    "CostKinds": (
        {"kind": CostCategory.K01.label, "years": 24000, "cost_doubt": Doubt.exact, "unknown": 0},
        {"kind": CostCategory.K11.label, "cost_doubt": Doubt.not_known, "unknown": 1},
    ),
    "WholeLife": (
        {"product_name": BLEEDS, "year": 0, "year_words": "Set-up", "quoted": 8000, "real": 8000,
         "cash": 8000, "present": 8000, "year_doubt": Doubt.exact, "unknown": 0},
        {"product_name": BLEEDS, "year": 1, "year_words": "Year 1, 1 line not known",
         "quoted": 24000, "hidden": 5200, "real": 29200, "cash": 29200, "present": 28213,
         "year_doubt": Doubt.at_least, "unknown": 1},
    ),
}  # fmt: skip
