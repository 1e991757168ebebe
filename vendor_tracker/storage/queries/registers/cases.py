"""Rows of business cases, their parts told in a cell each."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.figures import plain
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import Known
from vendor_tracker.domain.wording import day
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    BusinessCase,
    CaseApproval,
    CaseBenefit,
    CaseCriterion,
    CaseOption,
    CaseOutcome,
    CaseRisk,
    CaseTime,
    CaseWorry,
)
from vendor_tracker.storage.queries.registers.scope import (
    Scope,
    SheetRow,
    clipped,
    joined,
    product_columns,
    ref,
    stream_told,
    taken,
)

_PARTS: Mapping[str, type[Any]] = {
    "options": CaseOption,
    "outcomes": CaseOutcome,
    "benefits": CaseBenefit,
    "time": CaseTime,
    "worries": CaseWorry,
    "risks": CaseRisk,
    "criteria": CaseCriterion,
    "approvals": CaseApproval,
}
_USES_AI = {Known.yes: "uses AI", Known.no: "uses no AI", Known.unknown: "AI not known"}
Rows = dict[int, list[Any]]


def list_cases(actor: Actor, scope: Scope) -> Iterator[SheetRow]:
    """Yield every business case; a public copy has none, for staff spoke of their worries."""
    if scope.public:
        return
    parts = {name: _rows(actor, model) for name, model in _PARTS.items()}
    case = BusinessCase
    statement = sa.select(
        case.id, ref(Kind.CASE, case.number), *product_columns(), case.need_kind, case.need,
        case.need_number, case.strategies, case.extra_recalls, case.recalls_source,
        case.capacity_owner, case.stress_plan,
    )  # fmt: skip
    statement = joined(statement, case).where(*taken(actor, case, scope)).order_by(case.number)
    for _, told in stream_told(statement):
        own = {name: found.get(told["id"], []) for name, found in parts.items()}
        del told["id"]
        cells = {name: clipped("; ".join(map(_words, rows))) for name, rows in own.items()}
        yield {**told, **cells, "hours_more": _hours_more(own["time"])}


def _rows(actor: Actor, model: type[Any]) -> Rows:
    found: Rows = defaultdict(list)
    rows = session().scalars(
        sa.select(model).where(model.organisation_id == actor.organisation_id).order_by(model.id)
    )
    for row in rows:
        found[row.case_id].append(row)
    return found


def _words(row: Any) -> str:
    match row:
        case CaseOption():
            return _with(row.name, _USES_AI[row.uses_ai], row.weighed)
        case CaseOutcome():
            aim = f"{_figure(row.baseline)} now, {_figure(row.target)} aimed for"
            return _with(row.measure, aim, _on(row.target_by, "by "))
        case CaseBenefit():
            came = f"{_figure(row.actual)} of {_figure(row.planned)} {row.unit}".strip()
            return _with(row.name, came, _on(row.due_on, "by "))
        case CaseTime():
            return _with(row.role, f"{_figure(row.hours_now)} to {_figure(row.hours_after)} hours")
        case CaseWorry():
            return _with(row.worry, row.who, row.answer)
        case CaseRisk():
            return _with(row.risk, row.likelihood.label if row.likelihood else "", row.owner)
        case CaseCriterion():
            return _with(f"{row.kind.label}: {row.result}", _on(row.judged_on))
    return _with(row.who, _on(row.approved_on))


def _with(first: str, *more: str) -> str:
    """Return what a row is about, with the rest in brackets."""
    rest = ", ".join(words for words in more if words)
    return f"{first} ({rest})" if rest else first


def _on(when: date | None, before: str = "") -> str:
    return before + day(when) if when else ""


def _figure(value: Decimal | None) -> str:
    return "not known" if value is None else plain(value)


def _hours_more(rows: list[CaseTime]) -> Decimal | None:
    known = [
        row.hours_after - row.hours_now
        for row in rows
        if row.hours_now is not None and row.hours_after is not None
    ]
    return sum(known, Decimal(0)) if known else None
