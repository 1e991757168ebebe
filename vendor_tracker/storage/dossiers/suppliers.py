"""Everything the rules may know of suppliers, from their rows."""

from collections.abc import Iterable, Sequence
from typing import Any

from vendor_tracker import clock
from vendor_tracker.domain.dossier import (
    SupplierDossier,
    SupplierProductFacts,
)
from vendor_tracker.domain.facts import (
    ContactFacts,
    MeetingFacts,
)
from vendor_tracker.domain.gaps import About
from vendor_tracker.domain.gates import position
from vendor_tracker.storage import models
from vendor_tracker.storage.dossiers.answers import (
    SUPPLIER_ANSWERS,
    WAIVERS,
    load_supplier_answers,
    load_waivers,
)
from vendor_tracker.storage.dossiers.rows import (
    IS_SUPPLIER,
    LINK,
    MEETING,
    PRODUCT,
    SUPPLIER,
    SUPPLIER_EVIDENCE,
    Family,
    Grouped,
    among,
    chunks,
    contract_facts,
    contracts_of,
    decisions_of,
    evidence_facts,
    facts_of,
    fetch,
    grouped,
    promise_facts,
    promises_of,
    question_facts,
    questions_of,
    tied,
)
from vendor_tracker.storage.dossiers.waiting import SOME_WAIT, load_waiting
from vendor_tracker.storage.libraries import load_library

_CONTACT: Any = models.Contact.__table__.c
_CONTACT_OF: Any = models.ContactSupplier.__table__.c

_SUPPLIERS = among(
    SUPPLIER.id,
    SUPPLIER.number,
    SUPPLIER.name,
    SUPPLIER.owner,
    SUPPLIER.owner_hours,
    SOME_WAIT,
    sort=SUPPLIER.id,
)
_CONTACTS = among(
    _CONTACT_OF.supplier_id,
    _CONTACT.number,
    _CONTACT.name,
    _CONTACT_OF.kind,
    sort=_CONTACT_OF.id,
    source=tied(_CONTACT_OF.contact_id, _CONTACT.id),
).where(_CONTACT.archived_at.is_(None))
_PRODUCTS = among(
    LINK.supplier_id,
    PRODUCT.id,
    PRODUCT.number,
    PRODUCT.name,
    PRODUCT.stage,
    PRODUCT.created_at,
    PRODUCT.catch_up_on,
    PRODUCT.catch_up_ended_on,
    sort=LINK.id,
    source=tied(LINK.product_id, PRODUCT.id),
).where(PRODUCT.archived_at.is_(None), IS_SUPPLIER)
_MEETINGS = among(MEETING.supplier_id, MEETING.number, MEETING.held_on, sort=MEETING.id)
_PROMISES = promises_of("supplier_id")
_QUESTIONS = questions_of("supplier_id")
_CONTRACTS = contracts_of(models.ContractSupplier.__table__.c.supplier_id)

_KNOWN = Family(
    _CONTACTS,
    _PRODUCTS,
    _MEETINGS,
    _PROMISES,
    _QUESTIONS,
    _CONTRACTS,
    SUPPLIER_EVIDENCE,
    *SUPPLIER_ANSWERS,
    *WAIVERS[About.supplier],
)


def load_supplier_dossiers(organisation_id: int, ids: Iterable[int]) -> dict[int, SupplierDossier]:
    """Return what rules may know of these suppliers; those that are archived are left out."""
    found: dict[int, SupplierDossier] = {}
    for part in chunks(ids):
        found |= _load(organisation_id, part)
    return found


def _load(organisation_id: int, ids: list[int]) -> dict[int, SupplierDossier]:
    rows = _KNOWN.rows(organisation_id, ids)
    children = (
        grouped(rows(_CONTACTS), facts_of(ContactFacts, "PER")),
        _products(organisation_id, rows(_PRODUCTS)),
        grouped(rows(_MEETINGS), facts_of(MeetingFacts, "MTG")),
        grouped(rows(_PROMISES), promise_facts),
        grouped(rows(_QUESTIONS), question_facts),
        grouped(rows(_CONTRACTS), contract_facts),
        grouped(rows(SUPPLIER_EVIDENCE), evidence_facts),
    )
    library = load_library(organisation_id)
    answers = load_supplier_answers(organisation_id, ids, library, rows)
    waivers = load_waivers(About.supplier, rows)
    suppliers = fetch(_SUPPLIERS, organisation_id, ids)
    some_wait = any(row[-1] for row in suppliers)
    waiting = load_waiting(About.supplier, organisation_id, ids) if some_wait else {}
    make = facts_of(SupplierDossier, "SUP")
    return {
        row[0]: make(
            *row[1:-1],
            *(child.get(row[0], ()) for child in children),
            answers.get(row[0]) or {},
            waivers.get(row[0], ()),
            library,
            waiting.get(row[0], {}),
        )
        for row in suppliers
    }


def _products(organisation_id: int, rows: Sequence[Any]) -> Grouped[SupplierProductFacts]:
    decisions = decisions_of(organisation_id, [row[1] for row in rows])

    def product(key: int, *values: Any) -> SupplierProductFacts:
        number, title, stage, created_at, quiet_on, ended_on = values
        place = position(stage, decisions.get(key, ()))
        return SupplierProductFacts(
            f"PRD-{number}",
            title,
            stage,
            clock.to_london(created_at).date(),
            quiet_on,
            ended_on,
            place.next_gate,
            place.planned_on,
            place.award_on,
        )

    # A supplier that is two things to one product still has it once.
    once = {(row[0], row[1]): row for row in rows}
    return grouped(once.values(), product)
