"""Add, change, archive and bring back products; start the check of one that arrived in use."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any, TypedDict, Unpack

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain import gates, names
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.attention import arrives_in_catch_up
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import EsfTier, Known, ProductFact, Stage, SupplierRole
from vendor_tracker.services import catchups, children, records
from vendor_tracker.services.transaction import touch, transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import ExternalReference, Product, ProductSupplier, Supplier
from vendor_tracker.storage.queries.standings import load_decisions


class ProductFields(TypedDict, total=False):
    """What a person may say about a product."""

    intended_use: str
    not_for: str
    clinical_area: str
    accountable: str


@transactional
def add_product(
    actor: Actor,
    *,
    name: str,
    stage: Stage = Stage.watching,
    suppliers: Sequence[tuple[str, SupplierRole]] = (),
    references: Sequence[tuple[str, str]] = (),
    esf_tier: EsfTier | None = None,
    facts: Mapping[ProductFact, Known] | None = None,
    review_on: date | None = None,
    **fields: Unpack[ProductFields],
) -> str:
    """Add a product and return its reference; one already in use starts quietly.

    An import hands in the review day, because it asks for those of all its products at once.
    """
    actor.must(Permission.LOG)
    if review_on is None and arrives_in_catch_up(stage):
        review_on = catchups.give_review_days(actor, [catchups.arrival("it", facts)])["it"]
    row = records.add(
        actor,
        Kind.PRODUCT,
        Product,
        stage=stage,
        catch_up_on=review_on,
        about=about_after({}, facts or {}, clock.today()),
        **_named(name),
        **tier_fields(None, esf_tier),
        **fields,
    )
    ids = _set_children(actor, row, suppliers, references)[1]
    touch(actor, products=[row.id], suppliers=ids)
    return reference(Kind.PRODUCT, row.number)


@transactional
def change_product(
    actor: Actor,
    ref: str,
    *,
    version: int | None,
    name: str,
    stage: Stage,
    suppliers: Sequence[tuple[str, SupplierRole]] = (),
    references: Sequence[tuple[str, str]] = (),
    esf_tier: EsfTier | None = None,
    **fields: Unpack[ProductFields],
) -> str:
    """Change a product as it was read at this version; Conflict if it moved on."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.PRODUCT, Product, ref)
    records.must_be(Kind.PRODUCT, row, version)
    refuse_stopped(actor, row, stage)
    moved, ids = _set_children(actor, row, suppliers, references)
    if moved:
        records.stamp(actor, Kind.PRODUCT, row, "change")
    given = {"stage": stage, **_named(name), **tier_fields(row, esf_tier), **fields}
    records.change(actor, Kind.PRODUCT, row, version=None, **given)
    touch(actor, products=[row.id], suppliers=ids)
    return ref


@transactional
def move_to_stage(actor: Actor, ref: str, stage: Stage) -> None:
    """Move a product to another stage, unless a decision to stop stands in the way."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.PRODUCT, Product, ref)
    refuse_stopped(actor, row, stage)
    records.change(actor, Kind.PRODUCT, row, version=None, stage=stage)
    touch(actor, products=[row.id], suppliers=_supplier_ids(row))


@transactional
def set_facts(
    actor: Actor,
    ref: str,
    *,
    version: int | None,
    facts: Mapping[ProductFact, Known],
    esf_tier: EsfTier | None = None,
    accountable: str | None = None,
) -> None:
    """Record what is known about a product; each answer keeps the day it was given."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.PRODUCT, Product, ref)
    fields: dict[str, Any] = {"about": about_after(row.about, facts, clock.today())}
    if esf_tier is not None:
        fields |= tier_fields(row, esf_tier)
    if accountable is not None:
        fields["accountable"] = accountable.strip()
    records.change(actor, Kind.PRODUCT, row, version=version, **fields)
    touch(actor, products=[row.id], suppliers=_supplier_ids(row))


@transactional
def start_check(actor: Actor, ref: str, *, version: int | None) -> None:
    """End the quiet start of a product: from now on its gaps count like any other's."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.PRODUCT, Product, ref)
    if row.catch_up_on is None or row.catch_up_ended_on is not None:
        raise Refused(f"{ref} is already being checked.")
    records.change(actor, Kind.PRODUCT, row, version=version, catch_up_ended_on=clock.today())
    touch(actor, products=[row.id], suppliers=_supplier_ids(row))


@transactional
def archive_product(actor: Actor, ref: str, *, version: int | None, reason: str) -> None:
    """Put a product away with a reason; its history and reference stay."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.PRODUCT, Product, ref)
    records.archive(actor, Kind.PRODUCT, row, version=version, reason=reason)
    touch(actor, products=[row.id], suppliers=_supplier_ids(row))


@transactional
def restore_product(actor: Actor, ref: str, *, version: int | None) -> None:
    """Bring an archived product back."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.PRODUCT, Product, ref)
    records.restore(actor, Kind.PRODUCT, row, version=version)
    touch(actor, products=[row.id], suppliers=_supplier_ids(row))


def about_after(
    about: Mapping[str, Any], facts: Mapping[ProductFact, Known], on: date
) -> dict[str, Any]:
    """Return the stored facts after these answers; an answer repeated keeps its day."""
    after = dict(about)
    for fact, answer in facts.items():
        before = after.get(fact.value, [Known.unknown.value, None])[0]
        if answer.value != before:
            after[fact.value] = [answer.value, on.isoformat()]
    return after


def tier_fields(row: Product | None, esf_tier: EsfTier | None) -> dict[str, Any]:
    """Return the columns of an evidence tier, with the day it was set."""
    if esf_tier is None or (row is not None and row.esf_tier == esf_tier):
        return {}
    return {"esf_tier": esf_tier, "esf_tier_set_on": clock.today()}


def _named(name: str) -> dict[str, str]:
    if not name.strip():
        raise Refused("Enter the name of the product.", field="name")
    return {
        "name": name.strip(),
        "name_key": names.name_key(name),
        "sort_key": names.sort_key(name),
    }


def refuse_stopped(actor: Actor, row: Product, stage: Stage) -> None:
    """Refuse a stage that lies behind a gate at which somebody decided to stop."""
    if stage == row.stage:
        return
    decisions = load_decisions(actor.organisation_id, [row.id]).get(row.id, ())
    stop = gates.stop_on_the_way(row.stage, stage, decisions)
    if stop:
        raise Refused(
            f"{stop} decided to stop here, so it cannot become {stage.label.lower()}. "
            "Record a new decision at that gate first.",
            field="stage",
        )


def _supplier_ids(row: Product) -> list[int]:
    link = ProductSupplier
    return list(
        session().scalars(
            sa.select(link.supplier_id).where(
                link.organisation_id == row.organisation_id, link.product_id == row.id
            )
        )
    )


def _supplier_id(actor: Actor, ref: str, present: set[int]) -> int:
    """Return the key of a supplier; one that was put away stays where it is named already."""
    found = records.find(actor, Kind.SUPPLIER, Supplier, ref)
    if found.archived_at is not None and found.id not in present:
        raise Refused(
            f"{ref} is archived. Choose another, or bring it back first.", field="suppliers"
        )
    return int(found.id)


def _set_children(
    actor: Actor,
    row: Product,
    suppliers: Sequence[tuple[str, SupplierRole]],
    references: Sequence[tuple[str, str]],
) -> tuple[bool, set[int]]:
    """Set suppliers and references; tell whether they moved, and every supplier concerned."""
    before = set(_supplier_ids(row))
    wanted = [
        {"supplier_id": _supplier_id(actor, ref, before), "role": role}
        for ref, role in dict.fromkeys(suppliers)
    ]
    moved = children.replace(ProductSupplier, row, "product_id", wanted)
    given = [{"scheme": scheme, "value": value} for scheme, value in dict.fromkeys(references)]
    moved = children.replace(ExternalReference, row, "product_id", given) or moved
    return moved, before | set(_supplier_ids(row))
