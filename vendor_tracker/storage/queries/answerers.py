"""Whom checklists are answered for: what tells which items are asked and what answers are worth."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.assessing import (
    GateItems,
    Reading,
    contract_end,
    next_items,
    read_item,
)
from vendor_tracker.domain.checklists.expressions import applies, reasons
from vendor_tracker.domain.checklists.model import Item, Library
from vendor_tracker.domain.checklists.profiles import profile
from vendor_tracker.domain.clocks import judged_version
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.facts import AnswerFacts, VersionFacts
from vendor_tracker.domain.references import Kind, number_of, reference, split
from vendor_tracker.domain.vocabulary import ItemAbout, Known
from vendor_tracker.storage.db import session
from vendor_tracker.storage.dossiers.answers import load_our_answers
from vendor_tracker.storage.libraries import load_library
from vendor_tracker.storage.models import Supplier
from vendor_tracker.storage.queries.assessed import (
    answering,
    load_assessed,
    load_assessed_supplier,
)
from vendor_tracker.storage.queries.heads import ProductHead, find_head

_OF_PRODUCTS = frozenset({ItemAbout.product, ItemAbout.version})


@dataclass(frozen=True, slots=True)
class Whom:
    """A product, a supplier, or us when there is no reference."""

    reference: str = ""
    name: str = ""
    is_archived: bool = False
    # Everything above the tabs of a product; None for the others.
    head: ProductHead | None = None


@dataclass(frozen=True, slots=True)
class Answerer:
    """Somebody whom checklists are answered for, with what is known of the answers."""

    whom: Whom
    library: Library
    answers: Mapping[str, AnswerFacts]
    product_id: int | None = None
    supplier_id: int | None = None
    # Known facts that decide which items apply; nothing decides it for suppliers and for us.
    facts: Mapping[str, Known] = field(default_factory=dict)
    versions: tuple[VersionFacts, ...] = ()
    contract_ends: date | None = None
    next_items: GateItems | None = None

    @property
    def judged(self) -> VersionFacts | None:
        """Return the version that evidence must fit."""
        return judged_version(self.versions, clock.today())

    def concerns(self, item: Item) -> bool:
        """Tell whether a page about this subject shows an item at all."""
        if self.product_id is not None:
            return True
        about = ItemAbout.supplier if self.supplier_id is not None else ItemAbout.organisation
        return item.about is about

    def applies(self, item: Item) -> bool:
        """Tell whether an item must be answered."""
        return self.product_id is None or applies(item.when, self.facts)

    def why(self, item: Item) -> str:
        """Say by which facts an item applies or does not; nothing where it always does."""
        if self.product_id is None or not item.when.names:
            return ""
        return reasons(item.when, self.facts)

    def read(self, item: Item) -> Reading:
        """Read what the answer to an item is worth today."""
        on, answer = clock.today(), self.answers.get(item.code)
        return read_item(item, answer, self.judged, on, self.contract_ends)

    def answered_at(self, item: Item) -> str:
        """Return the reference of whose page answers an item; empty when it is about us."""
        answer = self.answers.get(item.code)
        if answer is not None:
            return answer.of
        if self.whom.head is None:
            return self.whom.reference
        return answering(self.whom.head)[item.about]

    def may_differ(self, item: Item) -> bool:
        """Tell whether a product could answer instead of its supplier."""
        return self.product_id is not None and item.about is ItemAbout.supplier


def find_answerer(actor: Actor, ref: str) -> Answerer:
    """Return whom a page of checklists is about; raise NotFound when there is nobody."""
    if not ref:
        library = load_library(actor.organisation_id)
        ours = load_our_answers(actor.organisation_id, library)
        return Answerer(Whom(name=actor.organisation_name), library, ours)
    found = split(ref)
    if found is not None and found[0] is Kind.SUPPLIER:
        return _supplier(actor, ref)
    return _product(actor, ref)


def _product(actor: Actor, ref: str) -> Answerer:
    found = find_head(actor, ref)
    head, dossier = found.head, load_assessed(actor, found)
    return Answerer(
        Whom(head.reference, head.name, head.is_archived, head),
        dossier.library,
        dossier.answers,
        product_id=found.id,
        facts=dict(profile(dossier)),
        versions=dossier.versions,
        contract_ends=contract_end(dossier),
        next_items=next_items(dossier, clock.today()),
    )


def _supplier(actor: Actor, ref: str) -> Answerer:
    row = session().execute(
        sa.select(Supplier.id, Supplier.number, Supplier.name, Supplier.archived_at).where(
            Supplier.organisation_id == actor.organisation_id,
            Supplier.number == number_of(Kind.SUPPLIER, ref),
        )
    ).one_or_none()  # fmt: skip
    if row is None:
        raise NotFound(ref)
    whom = Whom(reference(Kind.SUPPLIER, row.number), row.name, row.archived_at is not None)
    dossier = load_assessed_supplier(actor, row.id, whom.reference)
    return Answerer(whom, dossier.library, dossier.answers, supplier_id=row.id)
