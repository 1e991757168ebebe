"""Answers to checklist items and waivers of gaps, from their rows."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

import sqlalchemy as sa

from vendor_tracker.domain.checklists.model import Library
from vendor_tracker.domain.facts import AnswerFacts, EvidenceFacts, WaiverFacts
from vendor_tracker.domain.gaps import About
from vendor_tracker.domain.making import quickly
from vendor_tracker.domain.vocabulary import ItemAbout
from vendor_tracker.storage import models
from vendor_tracker.storage.db import session
from vendor_tracker.storage.dossiers.rows import (
    IS_SUPPLIER,
    LINK,
    PRODUCT,
    SUPPLIER,
    VERSION,
    Grouped,
    Rows,
    among,
    chunks,
    evidence_facts,
    facts_of,
    fetch,
    grouped,
    joined,
    name,
    rows_for,
    tied,
)
from vendor_tracker.storage.showing import still_shows

Answers = dict[str, AnswerFacts]

_ANSWER: Any = models.Answer.__table__.c
_EVIDENCE: Any = models.Evidence.__table__.c
_SUPPORTS: Any = models.EvidenceLink.__table__.c
_WAIVER: Any = models.Waiver.__table__.c
_FLAG: Any = models.Flag.__table__.c

_COLUMNS = (
    _ANSWER.id,
    _ANSWER.item_code,
    _ANSWER.state,
    _ANSWER.answered_on,
    VERSION.number,
    _ANSWER.reason != "",
    _ANSWER.review,
    _ANSWER.checklist_version,
)
_OF_PRODUCTS = among(
    _ANSWER.product_id,
    PRODUCT.number,
    *_COLUMNS,
    sort=_ANSWER.id,
    source=joined(_ANSWER.version_id, VERSION, tied(_ANSWER.product_id, PRODUCT.id)),
)
_OF_SUPPLIERS = among(
    _ANSWER.supplier_id,
    SUPPLIER.number,
    *_COLUMNS,
    sort=_ANSWER.id,
    source=joined(_ANSWER.version_id, VERSION, tied(_ANSWER.supplier_id, SUPPLIER.id)),
)
# What is about a supplier is answered once, and heard by each of its products.
_HEARD = among(
    LINK.product_id,
    SUPPLIER.number,
    *_COLUMNS,
    sort=LINK.id,
    source=joined(
        _ANSWER.version_id,
        VERSION,
        tied(LINK.supplier_id, SUPPLIER.id, tied(LINK.supplier_id, _ANSWER.supplier_id)),
    ),
).where(_ANSWER.archived_at.is_(None), IS_SUPPLIER)
_OF_US = (
    sa.select(_ANSWER.organisation_id, sa.null(), *_COLUMNS)
    .select_from(joined(_ANSWER.version_id, VERSION))
    .where(
        _ANSWER.organisation_id == sa.bindparam("organisation_id"),
        _ANSWER.product_id.is_(None),
        _ANSWER.supplier_id.is_(None),
        _ANSWER.archived_at.is_(None),
    )
)
# The same three as one statement, for a page: whose answer, and the order among them, come first.
_ALL_HEARD: Any = sa.union_all(
    *(
        statement.order_by(None).with_only_columns(
            sa.literal(place).label("whose"), sort.label("place"), *statement.selected_columns
        )
        for place, (statement, sort) in enumerate(
            ((_OF_PRODUCTS, _ANSWER.id), (_HEARD, LINK.id), (_OF_US, _ANSWER.id))
        )
    )
).order_by("whose", "place")
_SUPPORT = among(
    _SUPPORTS.answer_id,
    _EVIDENCE.number,
    _EVIDENCE.title,
    _EVIDENCE.kind,
    _EVIDENCE.issuer,
    _EVIDENCE.issued_on,
    _EVIDENCE.expires_on,
    _EVIDENCE.form_version,
    _EVIDENCE.scheme_version,
    _EVIDENCE.self_certified,
    VERSION.number,
    sort=_SUPPORTS.id,
    source=joined(_EVIDENCE.version_id, VERSION, tied(_SUPPORTS.evidence_id, _EVIDENCE.id)),
).where(_SUPPORTS.unlinked_at.is_(None), _EVIDENCE.archived_at.is_(None), still_shows(_EVIDENCE))

_WAIVERS = {
    about: among(
        _FLAG[f"{about}_id"],
        _WAIVER.number,
        _FLAG.rule_code,
        _FLAG.key,
        _WAIVER.fingerprint,
        _WAIVER.severity,
        _WAIVER.ends_on,
        _WAIVER.is_agreed.is_(True),
        sort=_WAIVER.id,
        source=tied(_FLAG.id, _WAIVER.flag_id),
    ).where(
        _WAIVER.is_agreed.is_not(False),
        _WAIVER.withdrawn_on.is_(None),
        _WAIVER.void_on.is_(None),
        _WAIVER.archived_at.is_(None),
    )
    for about in About
}
_WAIVER_FACTS = facts_of(WaiverFacts, "WVR")
_ANSWER_FACTS = quickly(AnswerFacts)


ANSWERS = (_OF_PRODUCTS, _HEARD)
SUPPLIER_ANSWERS = (_OF_SUPPLIERS,)
WAIVERS = {about: (statement,) for about, statement in _WAIVERS.items()}


def load_product_answers(
    organisation_id: int, product_ids: list[int], library: Library, rows: Rows | None = None
) -> dict[int, Answers]:
    """Return by product the answer to each item: its own, else its supplier's, else ours."""
    if not library.items:
        return {}
    own, heard, ours = (
        _all_heard(organisation_id, product_ids)
        if rows is None
        else (rows(_OF_PRODUCTS), rows(_HEARD), _ours(organisation_id, library))
    )
    evidence = _evidence(organisation_id, (*own, *heard, *ours))
    found: dict[int, Answers] = defaultdict(dict)
    of_us = {row[3]: _answer("", row, evidence) for row in ours}
    for prefix, said in (("PRD", own), ("SUP", heard)):
        # Of two suppliers, one that has not answered yet hides nothing that the other said.
        for row in sorted(said, key=_is_silent):
            found[row[0]].setdefault(row[3], _answer(f"{prefix}-{row[1]}", row, evidence))
    if of_us:
        return {key: {**of_us, **found.get(key, {})} for key in product_ids}
    return found


def load_supplier_answers(
    organisation_id: int, supplier_ids: list[int], library: Library, rows: Rows | None = None
) -> dict[int, Answers]:
    """Return by supplier what was answered about it."""
    if not library.items:
        return {}
    own = (rows or rows_for(organisation_id, supplier_ids))(_OF_SUPPLIERS)
    evidence = _evidence(organisation_id, own)
    found: dict[int, Answers] = defaultdict(dict)
    for row in own:
        found[row[0]][row[3]] = _answer(f"SUP-{row[1]}", row, evidence)
    return found


def load_our_answers(organisation_id: int, library: Library) -> Answers:
    """Return what was answered about us."""
    rows = _ours(organisation_id, library)
    evidence = _evidence(organisation_id, rows)
    return {row[3]: _answer("", row, evidence) for row in rows}


def load_waivers(about: About, rows: Rows) -> Grouped[WaiverFacts]:
    """Return the waivers that were asked for or agreed and that nothing ended, by subject."""
    return grouped(rows(_WAIVERS[about]), _WAIVER_FACTS)


def _is_silent(row: Any) -> bool:
    return row[4] is None


def _ours(organisation_id: int, library: Library) -> Sequence[Any]:
    if not any(item.about is ItemAbout.organisation for item in library.items):
        return ()
    given = {"organisation_id": organisation_id}
    return session().connection().execute(_OF_US, given).all()


def _all_heard(organisation_id: int, product_ids: list[int]) -> tuple[Sequence[Any], ...]:
    """Return in one look what was answered of products, of their suppliers and of us."""
    found: tuple[list[Any], ...] = ([], [], [])
    for whose, _, *row in fetch(_ALL_HEARD, organisation_id, product_ids):
        found[whose].append(row)
    return found


def _evidence(organisation_id: int, rows: Iterable[Any]) -> Grouped[EvidenceFacts]:
    found: Grouped[EvidenceFacts] = {}
    for part in chunks(row[2] for row in rows):
        found |= grouped(fetch(_SUPPORT, organisation_id, part), evidence_facts)
    return found


def _answer(of: str, row: Any, evidence: Grouped[EvidenceFacts]) -> AnswerFacts:
    _, _, key, item, state, answered_on, version, has_reason, review, asked = row
    return _ANSWER_FACTS(
        item,
        of,
        state,
        answered_on,
        name("VER", version),
        bool(has_reason),
        review,
        evidence.get(key, ()),
        asked,
    )
