"""What a supplier can be asked now: the questions that are open, before a request begins."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.checklists.model import Item, Library
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.gaps import reach
from vendor_tracker.domain.gates import position
from vendor_tracker.domain.references import Kind, split
from vendor_tracker.domain.requestcosts import HOW, SECTION, open_costs
from vendor_tracker.domain.requests import minutes, open_for_product, open_for_supplier
from vendor_tracker.domain.vocabulary import AnswerKind, CostCategory, Gate, Severity
from vendor_tracker.storage.dossiers import load_product_dossiers, load_supplier_dossiers
from vendor_tracker.storage.queries.messages import main_supplier_of
from vendor_tracker.storage.queries.subjects import Subject, get_subject
from vendor_tracker.storage.references import id_of


@dataclass(frozen=True, slots=True)
class Askable:
    """One question that can be asked."""

    code: str
    section: str
    ask: str
    counts: str
    kind: AnswerKind
    severity: Severity | None = None

    @property
    def minutes(self) -> int:
        """Return about how long it takes to answer."""
        return minutes([self.kind])


@dataclass(frozen=True, slots=True)
class AskPage:
    """Whom we would ask, about what, for which gate, and what is open."""

    supplier: Subject
    product: Subject | None
    gate: Gate | None
    questions: tuple[Askable, ...]

    @property
    def subject(self) -> Subject:
        """Return what the questions are about."""
        return self.product or self.supplier

    @property
    def minutes(self) -> int:
        """Return about how long all of it takes to answer."""
        return sum(one.minutes for one in self.questions)

    def sections(self) -> Iterator[tuple[str, list[Askable]]]:
        """Yield the questions section by section, in their order."""
        for section, found in groupby(self.questions, key=lambda one: one.section):
            yield section, list(found)


def get_askable(actor: Actor, about: str) -> AskPage:
    """Return what can be asked about a product or a supplier; NotFound when there is none."""
    subject = get_subject(actor, about)
    if subject is None:
        raise NotFound(about)
    found = split(subject.reference)
    if found is not None and found[0] is Kind.SUPPLIER:
        return _of_supplier(actor, subject)
    supplier = main_supplier_of(actor, subject.reference)
    if supplier is None:
        raise Refused(
            f"No supplier is named for {subject.name}. Name one on its page first, then ask."
        )
    key, on = id_of(actor.organisation_id, Kind.PRODUCT, subject.reference), clock.today()
    dossier = load_product_dossiers(actor.organisation_id, [key], on)[key]
    gate = position(dossier.stage, dossier.decisions).next_gate
    items = _questions(open_for_product(dossier, on), dossier.library)
    costs = _costs(open_costs((*dossier.costs, *dossier.shared_costs)))
    return AskPage(supplier, subject, gate, (*items, *costs))


def _of_supplier(actor: Actor, supplier: Subject) -> AskPage:
    key, on = id_of(actor.organisation_id, Kind.SUPPLIER, supplier.reference), clock.today()
    dossier = load_supplier_dossiers(actor.organisation_id, [key])[key]
    items = _questions(open_for_supplier(dossier, on), dossier.library)
    return AskPage(supplier, None, reach(dossier), items)


def _questions(items: Sequence[Item], library: Library) -> tuple[Askable, ...]:
    titles = {one.code: one.title for one in library.checklists}
    return tuple(
        Askable(
            item.code,
            f"{titles.get(item.checklist, item.checklist)}: {item.section}",
            item.ask,
            item.counts,
            item.kind,
            item.severity,
        )
        for item in items
    )


def _costs(kinds: Sequence[CostCategory]) -> tuple[Askable, ...]:
    return tuple(
        Askable(one.value, SECTION, f"{one.label}: {one.question}", HOW, AnswerKind.text)
        for one in kinds
    )
