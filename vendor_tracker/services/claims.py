"""Log, change, archive and bring back claims, with their bars and results."""

import dataclasses
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date
from typing import Any, TypedDict, Unpack

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.facts import (
    ResultFacts,
    ThresholdFacts,
)
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.plausible import (
    check_result,
    check_threshold,
    must_not_follow,
    must_say_why,
)
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.scales import check_index, check_scale
from vendor_tracker.domain.verdicts import OURS
from vendor_tracker.domain.vocabulary import GroupAttribute
from vendor_tracker.services import children, records, subjects
from vendor_tracker.services.transaction import touch_alone, transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Claim, ClaimResult, ClaimThreshold, ProductVersion


class ClaimFields(TypedDict, total=False):
    """What a person may say about a claim; `product_version` and `card` are references."""

    kind: Any
    product_version: str | None
    metric: str
    metric_set_by: Any
    direction: Any
    population: str
    groups: str
    groups_set_by: Any
    form: str
    form_set_by: Any
    strength: Any
    relied_on: bool
    says_no_difference: bool
    attributes: Sequence[str]
    card: str | None
    card_field: str
    confidential: bool
    confidential_reason: str | None
    confidential_until: date | None
    thresholds: Sequence[ThresholdFacts]
    results: Sequence[ResultFacts]


class ClaimChanges(ClaimFields, total=False):
    """What may be changed about a claim; what is not named stays."""

    statement: str
    said_by: str
    said_where: str
    said_on: date | None
    product: str | None
    supplier: str | None
    meeting: str | None


@transactional
def log_claim(
    actor: Actor,
    *,
    product: str | None = None,
    supplier: str | None = None,
    statement: str,
    said_by: str = "",
    said_where: str = "",
    said_on: date | None = None,
    meeting: str | None = None,
    **fields: Unpack[ClaimFields],
) -> str:
    """Log what a supplier said and return its reference; said today unless a day is given."""
    actor.must(Permission.LOG)
    given: dict[str, Any] = {
        **fields,
        "statement": statement.strip(),
        "said_by": said_by.strip(),
        "said_where": said_where.strip(),
        "said_on": said_on or clock.today(),
        "product": product,
        "supplier": supplier,
        "meeting": meeting,
    }
    thresholds, results = given.pop("thresholds", ()), given.pop("results", ())
    columns = _stored_form(subjects.columns(actor, given))
    check({"confidential": False, **columns}, thresholds, results)
    row = records.add(actor, Kind.CLAIM, Claim, **columns)
    _set_children(row, thresholds, results)
    touch_alone(actor, products=[row.product_id])
    return reference(Kind.CLAIM, row.number)


@transactional
def change_claim(
    actor: Actor, ref: str, *, version: int | None, **fields: Unpack[ClaimChanges]
) -> str:
    """Change a claim as it was read at this version; what is not named stays as it was."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.CLAIM, Claim, ref)
    records.must_be(Kind.CLAIM, row, version)
    touch_alone(actor, products=[row.product_id])
    given: dict[str, Any] = dict(fields)
    thresholds = given.pop("thresholds", None)
    results = given.pop("results", None)
    columns = _stored_form(subjects.columns(actor, given, row))
    after = {column.key: getattr(row, column.key) for column in Claim.__table__.columns}
    check(
        after | columns,
        _stored(row, ClaimThreshold, ThresholdFacts) if thresholds is None else thresholds,
        _stored(row, ClaimResult, ResultFacts) if results is None else results,
    )
    if _set_children(row, thresholds, results):
        records.stamp(actor, Kind.CLAIM, row, "change")
    records.change(actor, Kind.CLAIM, row, version=None, **columns)
    touch_alone(actor, products=[row.product_id])
    return reference(Kind.CLAIM, row.number)


@transactional
def archive_claim(actor: Actor, ref: str, *, version: int | None, reason: str) -> None:
    """Put a claim away with a reason; rules and lists leave it out."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.CLAIM, Claim, ref)
    records.archive(actor, Kind.CLAIM, row, version=version, reason=reason)
    touch_alone(actor, products=[row.product_id])


@transactional
def restore_claim(actor: Actor, ref: str, *, version: int | None) -> None:
    """Bring an archived claim back."""
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.CLAIM, Claim, ref)
    records.restore(actor, Kind.CLAIM, row, version=version)
    touch_alone(actor, products=[row.product_id])


def check(
    claim: dict[str, Any], thresholds: Sequence[ThresholdFacts], results: Iterable[ResultFacts]
) -> None:
    """Refuse in words a claim that cannot be right, by the names of its columns."""
    if not claim["statement"]:
        raise Refused("Write down what they said, in their words.", field="statement")
    if claim["product_id"] is None and claim["supplier_id"] is None:
        raise Refused("Say which product or supplier it is about.", field="product")
    must_not_follow(clock.today(), claim["said_on"], "The day they said it", "said_on")
    must_say_why(bool(claim["confidential"]), claim.get("confidential_reason"))
    _check_version(claim.get("version_id"), claim["product_id"])
    metric, today = claim.get("metric") or "", clock.today()
    for result in results:
        with _refusals_named(result.subgroup, "results" if result.subgroup else None):
            check_result(result, metric, today)
            for name in ("estimate", "low", "high"):
                check_index(getattr(result, name), metric, name)
            check_scale(metric, result, thresholds)
    for bar in thresholds:
        with _refusals_named(prefix="our_bar_" if bar.set_by in OURS else "their_bar_"):
            check_threshold(bar, metric, today)
            check_index(bar.value, metric, "value")


def _stored_form(columns: dict[str, Any]) -> dict[str, Any]:
    """Return the columns with what groups are told apart by as it is stored: bare words."""
    if "attributes" not in columns:
        return columns
    words = [GroupAttribute(one).value for one in columns["attributes"]]
    return {**columns, "attributes": list(dict.fromkeys(words))}


@contextmanager
def _refusals_named(about: str = "", field: str | None = None, prefix: str = "") -> Iterator[None]:
    """Name the group or the bar in a refusal."""
    try:
        yield
    except Refused as refusal:
        message = f"{about}: {refusal.message}" if about else refusal.message
        raise Refused(message, field=field or f"{prefix}{refusal.field}") from refusal


def _check_version(version_id: int | None, product_id: int | None) -> None:
    if version_id is None:
        return
    if session().get_one(ProductVersion, version_id).product_id != product_id:
        raise Refused("That version belongs to another product.", field="product_version")


def stored_bars(row: Claim) -> list[ThresholdFacts]:
    """Return the bars of a claim as they are stored."""
    return _stored(row, ClaimThreshold, ThresholdFacts)


def stored_results(row: Claim) -> list[ResultFacts]:
    """Return the results of a claim as they are stored; nobody in particular is everyone."""
    found = _stored(row, ClaimResult, ResultFacts)
    return [dataclasses.replace(one, subgroup=one.subgroup or "") for one in found]


def _stored(row: Claim, model: type[Any], facts: type[Any]) -> list[Any]:
    """Return the stored bars or results of a claim as facts."""
    found = session().scalars(
        sa.select(model)
        .where(model.organisation_id == row.organisation_id, model.claim_id == row.id)
        .order_by(model.id)
    )
    names = [field.name for field in dataclasses.fields(facts)]
    return [facts(**{name: getattr(child, name) for name in names}) for child in found]


def _set_children(
    row: Claim,
    thresholds: Sequence[ThresholdFacts] | None,
    results: Sequence[ResultFacts] | None,
) -> bool:
    moved = False
    if thresholds is not None:
        bars = [dataclasses.asdict(bar) for bar in thresholds]
        moved = children.replace(ClaimThreshold, row, "claim_id", bars)
    if results is not None:
        wanted = [
            dataclasses.asdict(r) | {"subgroup": (r.subgroup or "").strip() or None}
            for r in results
        ]
        moved = children.replace(ClaimResult, row, "claim_id", wanted) or moved
    return moved
