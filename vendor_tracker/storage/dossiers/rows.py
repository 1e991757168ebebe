"""Statements and rows that dossiers of products and of suppliers are both built from."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Any, TypeVar

import sqlalchemy as sa

from vendor_tracker.domain.contractfacts import ContractFacts
from vendor_tracker.domain.facts import DecisionFacts, EvidenceFacts, PromiseFacts, QuestionFacts
from vendor_tracker.domain.making import quickly
from vendor_tracker.domain.vocabulary import SupplierRole
from vendor_tracker.storage import models
from vendor_tracker.storage.db import session
from vendor_tracker.storage.dossiers.keys import IsGiven
from vendor_tracker.storage.showing import still_shows

Facts = TypeVar("Facts")
Grouped = dict[int, tuple[Facts, ...]]
# Runs a prepared statement for the subjects in hand.
Rows = Callable[[sa.Select[Any]], Sequence[Any]]

# How many subjects one statement covers.
CHUNK = 500
# Up to how many of them it is worth asking first which statements would find anything.
_FEW = 50

_ORGANISATION: sa.BindParameter[Any] = sa.bindparam("organisation_id")
# Core columns, not mapped attributes: rows come back as plain tuples.
PRODUCT: Any = models.Product.__table__.c
SUPPLIER: Any = models.Supplier.__table__.c
LINK: Any = models.ProductSupplier.__table__.c
MEETING: Any = models.Meeting.__table__.c
VERSION: Any = models.ProductVersion.__table__.c
_CONTRACT: Any = models.Contract.__table__.c
_DECISION: Any = models.Decision.__table__.c
_EVIDENCE: Any = models.Evidence.__table__.c
_PROMISE: Any = models.Promise.__table__.c
_QUESTION: Any = models.Question.__table__.c

# Someone who was the supplier once answers for nothing any more.
IS_SUPPLIER = LINK.role != SupplierRole.former


def chunks(ids: Iterable[int]) -> Iterator[list[int]]:
    """Return private keys in their order, in parts that one statement can take."""
    ordered = sorted(set(ids))
    for start in range(0, len(ordered), CHUNK):
        yield ordered[start : start + CHUNK]


def among(column: Any, *columns: Any, sort: Any, source: Any = None) -> sa.Select[Any]:
    """Select columns of the live rows that belong to one of the given keys, the first column."""
    table = column.table
    statement = sa.select(column, *columns).where(
        table.c.organisation_id == _ORGANISATION, IsGiven(column)
    )
    if "archived_at" in table.c:
        statement = statement.where(table.c.archived_at.is_(None))
    if source is not None:
        statement = statement.select_from(source)
    # Adding nothing keeps SQLite from walking a whole table in this order.
    return statement.order_by(sort + 0)


def tied(own: Any, other: Any, source: Any = None) -> Any:
    """Join the rows whose column equals ours, inside the organisation as every index is."""
    start = own.table if source is None else source
    same = own.table.c.organisation_id == other.table.c.organisation_id
    return start.join(other.table, sa.and_(own == other, same))


def fetch(
    statement: sa.Select[Any], organisation_id: int, ids: Sequence[int], **more: Any
) -> Sequence[Any]:
    """Run a prepared statement for these keys."""
    if not ids:
        return ()
    given = {"organisation_id": organisation_id, "keys": ids, **more}
    # The plain connection: what the session adds is for mapped objects, and costs time.
    return session().connection().execute(statement, given).all()


def rows_for(organisation_id: int, ids: Sequence[int]) -> Rows:
    """Return what runs any statement for these subjects."""
    return lambda statement: fetch(statement, organisation_id, ids)


class Family:
    """Statements for the same subjects: of few, only those are run that will find something.

    Most of what may be known of a product is not there, and a question costs as much as an answer.
    """

    def __init__(self, *statements: sa.Select[Any]) -> None:
        """Put the question together that tells of each statement whether it finds anything."""
        self._statements = statements
        self._which: Any = sa.select(*map(_finds_any, statements))

    def rows(self, organisation_id: int, ids: Sequence[int]) -> Rows:
        """Return what runs these statements for these subjects."""
        if len(ids) > _FEW:
            return rows_for(organisation_id, ids)
        (found,) = fetch(self._which, organisation_id, ids)
        finds = dict(zip(self._statements, found, strict=True))
        return lambda statement: fetch(statement, organisation_id, ids) if finds[statement] else ()


def grouped(rows: Iterable[Any], make: Callable[..., Facts]) -> Grouped[Facts]:
    """Make facts of rows, by the key in their first column."""
    found: dict[int, list[Facts]] = defaultdict(list)
    for row in rows:
        found[row[0]].append(make(*row[1:]))
    return {key: tuple(facts) for key, facts in found.items()}


def joined(column: Any, other: Any, source: Any = None) -> Any:
    """Join, where there is one, the live row of another table that a column names."""
    start = column.table if source is None else source
    alive = sa.and_(other.id == column, other.archived_at.is_(None))
    return start.outerjoin(other.id.table, alive)


def _of_contract(what: Any, model: Any) -> Any:
    """Return one figure about the rows of a contract, as a column."""
    row = model.__table__.c
    return (
        sa.select(what)
        .where(row.organisation_id == _CONTRACT.organisation_id, row.contract_id == _CONTRACT.id)
        .correlate(_CONTRACT.id.table)
        .scalar_subquery()
    )


def contracts_of(link: Any) -> sa.Select[Any]:
    """Return the statement for the contracts of products or suppliers, by their link."""
    contract = _CONTRACT
    return among(
        link,
        contract.number,
        contract.title,
        contract.starts_on,
        contract.ends_on,
        contract.notice_by,
        contract.value_total,
        contract.value_with_vat,
        contract.signed_on,
        contract.renewal,
        contract.extends_to,
        contract.exit_price,
        contract.rise_cap,
        contract.kpi_exempt,
        _of_contract(sa.func.count(models.ContractKpi.id), models.ContractKpi),
        _of_contract(sa.func.max(models.ContractRating.rated_on), models.ContractRating),
        sort=contract.id,
        source=tied(link.table.c.contract_id, contract.id),
    ).where(contract.archived_at.is_(None))


def promises_of(subject: str) -> sa.Select[Any]:
    """Return the statement for the promises of products or suppliers."""
    promise = _PROMISE
    return _not_of_archived_products(
        among(
            promise[subject],
            promise.number,
            promise.side,
            promise.text,
            promise.person,
            promise.due_on,
            promise.done_on,
            promise.in_contract,
            promise.promised_on,
            MEETING.number,
            PRODUCT.number,
            sort=promise.id,
            source=joined(promise.meeting_id, MEETING, joined(promise.product_id, PRODUCT)),
        ),
        promise,
    )


def questions_of(subject: str) -> sa.Select[Any]:
    """Return the statement for the questions about products or to suppliers."""
    question = _QUESTION
    return _not_of_archived_products(
        among(
            question[subject],
            question.number,
            question.text,
            question.asked_on,
            question.asked_of,
            question.answered_on,
            PRODUCT.number,
            sort=question.id,
            source=joined(question.product_id, PRODUCT),
        ),
        question,
    )


def evidence_of(subject: str) -> sa.Select[Any]:
    """Return the statement for the evidence of products or suppliers."""
    evidence = _EVIDENCE
    return among(
        evidence[subject],
        evidence.number,
        evidence.title,
        evidence.kind,
        evidence.issuer,
        evidence.issued_on,
        evidence.expires_on,
        evidence.form_version,
        evidence.scheme_version,
        evidence.self_certified,
        VERSION.number,
        sort=evidence.id,
        source=joined(evidence.version_id, VERSION),
    ).where(still_shows(evidence))


# What a document about one product shows is that product's matter.
SUPPLIER_EVIDENCE = evidence_of("supplier_id").where(_EVIDENCE.product_id.is_(None))

DECISIONS = among(
    _DECISION.product_id,
    _DECISION.number,
    _DECISION.gate,
    _DECISION.planned_on,
    _DECISION.decided_on,
    _DECISION.outcome,
    sort=_DECISION.id,
)


def decisions_of(organisation_id: int, product_ids: Sequence[int]) -> Grouped[DecisionFacts]:
    """Return the decisions of products."""
    found: Grouped[DecisionFacts] = {}
    for part in chunks(product_ids):
        found |= grouped(fetch(DECISIONS, organisation_id, part), decision_facts)
    return found


_SUPPLIERS_OF = among(LINK.product_id, LINK.supplier_id, sort=LINK.id)
_PRODUCTS_OF = among(LINK.supplier_id, LINK.product_id, sort=LINK.id)


def suppliers_of(organisation_id: int, product_ids: Iterable[int]) -> set[int]:
    """Return the suppliers of these products, in whatever role."""
    return _others(_SUPPLIERS_OF, organisation_id, product_ids)


def products_of(organisation_id: int, supplier_ids: Iterable[int]) -> set[int]:
    """Return the products of these suppliers, in whatever role."""
    return _others(_PRODUCTS_OF, organisation_id, supplier_ids)


def facts_of(make: type[Facts], prefix: str, *endings: str) -> Callable[..., Facts]:
    """Return what makes facts of a row: its number first, numbers of other records last."""
    quick = quickly(make)
    if not endings:
        return lambda number, *values: quick(f"{prefix}-{number}", *values)
    count = len(endings)

    def made(number: int, *values: Any) -> Facts:
        named = map(name, endings, values[-count:])
        return quick(f"{prefix}-{number}", *values[:-count], *named)

    return made


def name(prefix: str, number: int | None) -> str:
    """Return the reference with this prefix, or nothing when there is no record."""
    return "" if number is None else f"{prefix}-{number}"


contract_facts = facts_of(ContractFacts, "CON")
promise_facts = facts_of(PromiseFacts, "PRM", "MTG", "PRD")
question_facts = facts_of(QuestionFacts, "QUE", "PRD")
evidence_facts = facts_of(EvidenceFacts, "EVD", "VER")
decision_facts = facts_of(DecisionFacts, "DEC")


def _finds_any(statement: sa.Select[Any]) -> sa.Exists:
    bare: Any = statement.with_only_columns(sa.literal_column("1"), maintain_column_froms=True)
    found: sa.Exists = bare.order_by(None).exists()
    return found


def _others(statement: sa.Select[Any], organisation_id: int, ids: Iterable[int]) -> set[int]:
    parts = (fetch(statement, organisation_id, part) for part in chunks(ids))
    return {row[1] for rows in parts for row in rows}


def _not_of_archived_products(statement: sa.Select[Any], row: Any) -> sa.Select[Any]:
    return statement.where(sa.or_(row.product_id.is_(None), PRODUCT.id.is_not(None)))
