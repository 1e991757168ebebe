"""The days of contracts: what ends, breaks, is to be published or rated, and when."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.calendars import Day, DayKind, Parties, rating_due
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.vocabulary import NoticeKind
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Contract,
    ContractBreak,
    ContractKpi,
    ContractNotice,
    ContractProduct,
    ContractRating,
    ContractSupplier,
    Product,
    Supplier,
)
from vendor_tracker.storage.queries.calendarfilters import DayFilter, Subjects
from vendor_tracker.storage.queries.paging import AnySelect

MOST = 1_000
_OF_CONTRACTS: tuple[tuple[DayKind, Any], ...] = (
    (DayKind.notice, Contract.notice_by),
    (DayKind.ends, Contract.ends_on),
    (DayKind.extends_to, Contract.extends_to),
    (DayKind.insured, Contract.insured_until),
    (DayKind.indemnity, Contract.indemnity_until),
)


def list_contract_days(actor: Actor, wanted: DayFilter, subjects: Subjects | None) -> list[Day]:
    """Return the days of contracts that are wanted."""
    falls = sa.union_all(*_days_of_contracts(actor, wanted)).subquery()
    statement = (
        sa.select(
            falls.c.on_day, falls.c.kind, falls.c.detail, Contract.id, Contract.number,
            Contract.title,
        )
        .join(Contract, Contract.id == falls.c.contract_id)
        .where(*of_contracts(actor, subjects))
        .order_by(falls.c.on_day)
        .limit(MOST + 1)
    )  # fmt: skip
    rows = [(*row[:2], _detail(row.kind, row.detail), *row[3:]) for row in _rows(statement)]
    rows += _ratings(actor, wanted, subjects)
    parties = parties_of(actor, {row[3] for row in rows})
    return [
        Day(on, DayKind(kind), reference(Kind.CONTRACT, number), title, detail,
            parties[key, Kind.SUPPLIER], parties[key, Kind.PRODUCT])
        for on, kind, detail, key, number, title in rows
    ]  # fmt: skip


def parties_of(actor: Actor, contracts: Iterable[int]) -> Mapping[tuple[int, Kind], Parties]:
    """Return the suppliers and products of contracts, by private key and kind."""
    wanted = list(contracts)
    found: dict[tuple[int, Kind], Parties] = defaultdict(tuple)
    if not wanted:
        return found
    sides = (
        (Kind.SUPPLIER, ContractSupplier, ContractSupplier.supplier_id, Supplier),
        (Kind.PRODUCT, ContractProduct, ContractProduct.product_id, Product),
    )
    statement = sa.union_all(
        *(
            sa.select(
                sa.literal(kind.value).label("kind"), link.contract_id.label("of"),
                link.id.label("place"), model.number.label("number"), model.name.label("name"),
            )
            .join(model, model.id == key)
            .where(link.organisation_id == actor.organisation_id, link.contract_id.in_(wanted))
            for kind, link, key, model in sides
        )
    ).order_by("kind", "place")  # fmt: skip
    for row in session().execute(statement):
        kind = Kind(row.kind)
        found[row.of, kind] = (*found[row.of, kind], (reference(kind, row.number), row.name))
    return found


def of_contracts(actor: Actor, subjects: Subjects | None) -> list[sa.ColumnElement[bool]]:
    """Return the conditions for live contracts of these suppliers and products."""
    found = [Contract.organisation_id == actor.organisation_id, Contract.archived_at.is_(None)]
    if subjects is not None:
        found.append(Contract.id.in_(subjects.contracts(actor)))
    return found


def _days_of_contracts(actor: Actor, wanted: DayFilter) -> Iterator[AnySelect]:
    """Yield a statement for each kind of day; all have the same columns."""
    for kind, column in _OF_CONTRACTS:
        yield _falls(kind, Contract.id, column).where(
            Contract.organisation_id == actor.organisation_id, wanted.between(kind, column)
        )
    row = ContractBreak
    for kind, column in (
        (DayKind.break_point, row.breaks_on),
        (DayKind.break_notice, row.notice_by),
    ):
        yield _falls(kind, row.contract_id, column, row.terms).where(
            row.organisation_id == actor.organisation_id, wanted.between(kind, column)
        )
    notice = ContractNotice
    code = sa.type_coerce(notice.kind, sa.String)
    yield _falls(DayKind.publish, notice.contract_id, notice.due_on, code).where(
        notice.organisation_id == actor.organisation_id,
        notice.published_on.is_(None),
        wanted.between(DayKind.publish, notice.due_on),
    )


def _falls(kind: DayKind, contract: Any, column: Any, detail: Any = None) -> AnySelect:
    words = sa.literal("", sa.Text) if detail is None else detail
    return sa.select(
        sa.literal(kind.value, sa.Text).label("kind"), contract.label("contract_id"),
        column.label("on_day"), words.label("detail"),
    )  # fmt: skip


def _detail(kind: str, detail: str) -> str:
    if kind != DayKind.publish:
        return detail
    return f"{detail} {NoticeKind(detail).label}"


def _ratings(
    actor: Actor, wanted: DayFilter, subjects: Subjects | None
) -> list[tuple[date, str, str, int, int, str]]:
    """Return by when measures are to be rated, those of one contract on one day together."""
    kpi, rating = ContractKpi, ContractRating
    last = (
        sa.select(sa.func.max(rating.rated_on))
        .where(
            rating.organisation_id == kpi.organisation_id,
            rating.contract_id == kpi.contract_id,
            rating.place == kpi.place,
        )
        .scalar_subquery()
    )
    statement = (
        sa.select(
            Contract.id, Contract.number, Contract.title, Contract.starts_on, Contract.signed_on,
            Contract.ends_on, kpi.name, last.label("rated_on"),
        )
        .join(kpi, kpi.contract_id == Contract.id)
        .where(*of_contracts(actor, subjects), Contract.kpi_exempt.is_(None))
        .order_by(kpi.place)
    )  # fmt: skip
    due: dict[tuple[date, int, int, str], list[str]] = defaultdict(list)
    for row in _rows(statement):
        on = rating_due(row.rated_on, row.starts_on or row.signed_on, row.ends_on)
        if on is not None and on <= wanted.until:
            due[on, row.id, row.number, row.title].append(row.name)
    return [(key[0], DayKind.rating, "; ".join(names), *key[1:]) for key, names in due.items()]


def _rows(statement: AnySelect) -> Sequence[Any]:
    return session().execute(statement).all()
