"""Organisations of any size, made by bulk inserts from a fixed seed."""

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.names import name_key, sort_key
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import (
    Bearer,
    ClaimKind,
    CostCategory,
    DisclosedBy,
    Known,
    MeetingKind,
    ProductFact,
    Stage,
    SupplierRole,
)
from vendor_tracker.services import organisations, recheck
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage import migrate, models
from vendor_tracker.storage.db import Database, session
from vendor_tracker.storage.references import reserve

_KNOWN = (
    ProductFact.care,
    ProductFact.dev,
    ProductFact.pd,
    ProductFact.dpia_signed,
    ProductFact.dcb0160_approved,
)
_STAGES = (Stage.shortlisted, Stage.evaluating, Stage.evaluating, Stage.piloting, Stage.live)


@contextmanager
def organisation(products: int) -> Iterator[tuple[Database, Actor]]:
    """Hold an embedded database with one organisation of this many checked products."""
    with TemporaryDirectory() as folder:
        database = Database(f"sqlite:///{Path(folder) / 'bench.sqlite'}")
        migrate.upgrade(database)
        with database.opened():
            actor = organisations.add_organisation(code="bench", name="Benchmark (example)")
            fill(actor, products)
            recheck.recheck_everything(actor)
            yield database, actor
        database.dispose()


@transactional
def fill(actor: Actor, products: int) -> None:
    """Add products with a supplier for every three, two claims and three costs each."""
    chance = random.Random(products)
    suppliers = _suppliers(actor, max(1, products // 3), chance)
    made = _products(actor, products, suppliers, chance)
    _children(actor, made, suppliers, chance)


def _suppliers(actor: Actor, count: int, chance: random.Random) -> list[int]:
    rows = [
        _named(f"Supplier {chance.randrange(10**6):06} {number} (example)")
        | {"owner": "Imaging lead", "owner_hours": Decimal(4)}
        for number in range(count)
    ]
    return _insert(actor, Kind.SUPPLIER, models.Supplier, rows)


def _products(
    actor: Actor, count: int, suppliers: list[int], chance: random.Random
) -> list[tuple[int, int]]:
    rows = [
        _named(f"Product {chance.randrange(10**6):06} {number} (example)")
        | {"stage": chance.choice(_STAGES), "about": _about(number), "accountable": "Imaging lead"}
        for number in range(count)
    ]
    keys = _insert(actor, Kind.PRODUCT, models.Product, rows)
    pairs = [(key, suppliers[place % len(suppliers)]) for place, key in enumerate(keys)]
    links = [
        {"product_id": key, "supplier_id": supplier, "role": SupplierRole.developer}
        for key, supplier in pairs
    ]
    _insert_plain(actor, models.ProductSupplier, links)
    looked_up = {"register_number": "12345", "register_checked_on": clock.today()}
    devices = [looked_up | {"product_id": key} for key in _begun(keys)]
    _insert_plain(actor, models.Device, devices)
    return pairs


def _begun(rows: list[int]) -> list[int]:
    """Return those that somebody has begun with: two of three, as in a list that is worked on.

    Of a third nobody has said anything yet, so that it is asked about everything; of a live
    product the law asks for these papers, so most have them.
    """
    return [row for place, row in enumerate(rows) if _is_begun(place)]


def _is_begun(place: int) -> bool:
    return place % 3 != 0


def _about(place: int) -> dict[str, Any]:
    """Return what is known of a product: used in care, a device, with its papers in order."""
    said = (Known.yes.value, clock.today().isoformat())
    return dict.fromkeys(map(str, _KNOWN), said) if _is_begun(place) else {}


def _children(
    actor: Actor, products: list[tuple[int, int]], suppliers: list[int], chance: random.Random
) -> None:
    today = clock.today()
    claims = [
        {"product_id": key, "kind": chance.choice(list(ClaimKind)), "statement": "It works",
         "said_on": today - timedelta(days=chance.randrange(300))}
        for key, _ in products for _ in range(2)
    ]  # fmt: skip
    costs = [
        {"product_id": key, "supplier_id": supplier, "category": chance.choice(list(CostCategory)),
         "quantity": Decimal(chance.randrange(1, 50)), "unit_price": Decimal(chance.randrange(900)),
         "bearer": Bearer.us, "disclosed_by": DisclosedBy.supplier,
         "disclosed_on": today - timedelta(days=chance.randrange(300))}
        for key, supplier in products for _ in range(3)
    ]  # fmt: skip
    meetings: list[dict[str, Any]] = [
        {"supplier_id": key, "held_on": _day(today, chance), "kind": MeetingKind.review}
        for key in suppliers
    ]
    _insert(actor, Kind.CLAIM, models.Claim, claims)
    _insert(actor, Kind.COST, models.Cost, costs)
    _insert(actor, Kind.MEETING, models.Meeting, meetings)


def _day(today: date, chance: random.Random) -> date:
    return today - timedelta(days=chance.randrange(200))


def _named(name: str) -> dict[str, Any]:
    return {"name": name, "name_key": name_key(name), "sort_key": sort_key(name)}


def _insert(actor: Actor, kind: Kind, model: type[Any], rows: list[dict[str, Any]]) -> list[int]:
    first, at = reserve(actor.organisation_id, kind, len(rows)), clock.now()
    stamp = {"version": 1, "created_at": at, "updated_at": at}
    numbered = [row | stamp | {"number": first + place} for place, row in enumerate(rows)]
    _insert_plain(actor, model, numbered)
    return list(
        session().scalars(
            sa.select(model.id)
            .where(model.organisation_id == actor.organisation_id, model.number >= first)
            .order_by(model.number)
        )
    )


def _insert_plain(actor: Actor, model: type[Any], rows: list[dict[str, Any]]) -> None:
    owned = [row | {"organisation_id": actor.organisation_id} for row in rows]
    session().execute(sa.insert(model), owned)
