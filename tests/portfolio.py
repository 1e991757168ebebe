"""A list of 40 suppliers and 60 products, typed into the blank register as a person would."""

from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import Any

from openpyxl import load_workbook
from openpyxl.utils import get_column_letter

from vendor_tracker.domain.vocabulary import (
    Charge,
    Coded,
    ContactKind,
    CostCategory,
    DisclosedBy,
    EsfTier,
    Known,
    ProcurementRoute,
    Stage,
    SupplierSize,
)
from vendor_tracker.excel.sheets import READ_SHEETS

STAGES: dict[Stage, int] = {
    Stage.watching: 15,
    Stage.shortlisted: 12,
    Stage.evaluating: 8,
    Stage.contracted: 5,
    Stage.live: 18,
    Stage.retired: 2,
}
SUPPLIERS = 40
_PLACES = (
    "Alderbeck", "Birchholme", "Cawdale", "Dunmere", "Elmstow", "Farrowby", "Garsdale", "Hexley",
    "Ingleford", "Kirkstane", "Langmoor", "Marlbeck", "Netherby", "Oxcombe", "Pendlow",
    "Ravensholt", "Selwick", "Thornmere", "Ullsby", "Wharfley",
)  # fmt: skip
_TRADES = ("Imaging", "Speech", "Analytics", "Health")
_USES = (
    "Bed Forecast", "Chest X-ray Triage", "Clinic Letters", "Eye Grader", "Fall Alert",
    "Fracture Finder", "Lung Nodule Finder", "Notes Scribe", "Sepsis Score", "Skin Triage",
    "Stroke Alert", "Waiting List Order",
)  # fmt: skip
_AREAS = ("Radiology", "Outpatients", "Acute medicine", "Operations", "Dermatology", "Eye service")
_OWNERS = ("Imaging manager", "Digital manager", "Procurement officer", "Outpatient manager")
_START = date(2024, 4, 1)

Row = dict[str, Any]


def portfolio(seed: int = 40) -> dict[str, list[Row]]:
    """Return the rows of each sheet by column key; the same seed gives the same list."""
    random = Random(seed)
    suppliers = _suppliers(random)
    products = _products(random, suppliers)
    return {
        "Suppliers": suppliers,
        "Contacts": list(_contacts(random, suppliers)),
        "Products": products,
        "Versions": list(_versions(random, products)),
        "Costs": list(_costs(products)),
        "Contracts": list(_contracts(random, products)),
    }


def fill(blank: Path, out: Path, rows: Mapping[str, list[Row]]) -> None:
    """Type the rows under the examples of a blank register, as a person would, and save it."""
    book = load_workbook(blank)
    for sheet in READ_SHEETS:
        given = rows.get(sheet.name, [])
        page = book[sheet.title]
        table = page.tables[sheet.name]
        first, last = table.ref.split(":")
        heading_row = int("".join(filter(str.isdigit, first)))
        end = int("".join(filter(str.isdigit, last)))
        headings = {cell.value: number for number, cell in enumerate(page[heading_row], start=1)}
        for number, row in enumerate(given, start=end + 1):
            for column in sheet.columns:
                if row.get(column.key) is not None:
                    page.cell(number, headings[column.title], _typed(row[column.key]))
        # Excel makes a table longer when somebody types below it.
        width = get_column_letter(len(sheet.columns))
        table.ref = f"{first}:{width}{end + len(given)}"
    book.save(out)


def _typed(value: Any) -> Any:
    if isinstance(value, Coded):
        return value.label
    return "; ".join(value) if isinstance(value, tuple) else value


def _suppliers(random: Random) -> list[Row]:
    names = [f"{place} {trade} (example)" for place in _PLACES for trade in _TRADES]
    return [_supplier(random, name) for name in sorted(random.sample(names, SUPPLIERS))]


def _supplier(random: Random, name: str) -> Row:
    has_owner = random.random() < 0.8
    return {
        "name": name,
        "country": random.choice(("United Kingdom", "United Kingdom", "Ireland", "Germany", None)),
        "size": random.choice(tuple(SupplierSize)),
        "owner": random.choice(_OWNERS) if has_owner else None,
        "owner_hours": random.choice((2, 4, 6)) if has_owner and random.random() < 0.9 else None,
    }


def _contacts(random: Random, suppliers: list[Row]) -> Iterator[Row]:
    for number, supplier in enumerate(random.sample(suppliers, 30)):
        kind = random.choice(tuple(ContactKind))
        yield {
            "name": f"{kind.label} desk {number + 1} (example)",
            "email": f"desk{number + 1}@supplier.example",
            "suppliers": f"{supplier['name']}: {kind.label}",
        }


def _products(random: Random, suppliers: list[Row]) -> list[Row]:
    makers = [*suppliers, *random.choices(suppliers, k=sum(STAGES.values()) - len(suppliers))]
    random.shuffle(makers)
    stages = [stage for stage, count in STAGES.items() for _ in range(count)]
    # A supplier with several products has one for each use.
    uses = {maker["name"]: random.sample(_USES, len(_USES)) for maker in suppliers}
    return [
        _product(random, maker, stage, uses[maker["name"]].pop())
        for maker, stage in zip(makers, stages, strict=True)
    ]


def _product(random: Random, maker: Row, stage: Stage, use: str) -> Row:
    in_use = stage in (Stage.contracted, Stage.live)
    return {
        "name": f"{maker['name'].removesuffix(' (example)')} {use} (example)",
        "suppliers_developer": (maker["name"],),
        "stage": stage,
        "clinical_area": random.choice(_AREAS),
        "accountable": random.choice(_OWNERS) if in_use and random.random() < 0.6 else None,
        "esf_tier": random.choice((EsfTier.A, EsfTier.C, EsfTier.unknown)),
        "fact_scr": Known.yes if use == "Notes Scribe" else None,
        "fact_dev": Known.yes if "X-ray" in use or "Alert" in use else None,
    }


def _versions(random: Random, products: list[Row]) -> Iterator[Row]:
    for product in products:
        if product["stage"] is Stage.live and random.random() < 0.5:
            yield {"product": product["name"], "name": f"{random.randint(1, 6)}.0"}


def _contracts(random: Random, products: list[Row]) -> Iterator[Row]:
    for product in products:
        if product["stage"] not in (Stage.contracted, Stage.live):
            continue
        starts = _START + timedelta(days=random.randint(0, 700))
        ends = starts + timedelta(days=random.choice((730, 1095, 1460)))
        is_known = random.random() < 0.8
        yield {
            "title": f"Licence: {product['name']}",
            "suppliers": product["suppliers_developer"],
            "products": (product["name"],),
            "starts_on": starts,
            "ends_on": ends if is_known else None,
            "notice_by": ends - timedelta(days=90) if is_known else None,
            "value_year": random.randint(8, 120) * 1000 if is_known else None,
            "route": random.choice((ProcurementRoute.framework, ProcurementRoute.unknown)),
        }


def _costs(products: list[Row]) -> Iterator[Row]:
    """Give the first four products that are being weighed up a quoted price."""
    for product in [one for one in products if one["stage"] is Stage.evaluating][:4]:
        yield {
            "supplier": product["suppliers_developer"][0],
            "product": product["name"],
            "category": CostCategory.K01,
            "description": "Licence, as quoted",
            "charge": Charge.yearly,
            "quantity": 1,
            "unit_price": 24000,
            "disclosed_by": DisclosedBy.supplier,
        }
