"""Answers to checklist items as pages show them: one checklist, and one item."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.assessing import Reading
from vendor_tracker.domain.checklists.model import Checklist, Item
from vendor_tracker.domain.clocks import Reading as ClockReading
from vendor_tracker.domain.clocks import read_clocks
from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.progress import Progress, progress
from vendor_tracker.domain.references import Kind, answer_name, reference
from vendor_tracker.domain.vocabulary import EvidenceKind, Gate, ReviewState
from vendor_tracker.domain.worth import NOT_STARTED, Standing
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Answer, Assessment, Product, Supplier
from vendor_tracker.storage.queries.answerers import Answerer, Whom, find_answerer
from vendor_tracker.storage.queries.answerrows import (
    NOTHING,
    AnswerRow,
    Choice,
    FlagMark,
    list_attachable,
    list_workers,
    load_flags,
    load_rows,
)
from vendor_tracker.storage.queries.answerversions import Since, asked_before, since_answered
from vendor_tracker.storage.queries.histories import History, get_history
from vendor_tracker.storage.queries.itemquestions import AskedMark, load_asked
from vendor_tracker.storage.queries.proposals import ShownThere, list_shown_there
from vendor_tracker.storage.references import id_of


@dataclass(frozen=True, slots=True)
class EvidenceLine:
    """One piece of evidence behind an answer, with what its clocks say."""

    reference: str
    title: str
    kind: EvidenceKind
    expires_on: date | None
    clock: ClockReading
    # The version it was made for, when that is one of this product.
    made_for: str


@dataclass(frozen=True, slots=True)
class ItemAnswer:
    """One item with its answer, as a page shows it."""

    reading: Reading
    # Reference of whose page answers it; empty when it is about us.
    subject: str
    # Whether that is another page than the one that is read.
    is_elsewhere: bool
    row: AnswerRow
    evidence: tuple[EvidenceLine, ...]
    # The question about it that was asked last.
    asked: AskedMark | None
    flag: FlagMark | None
    applies: bool
    # The facts by which it applies or does not; empty where it always does.
    why: str
    # A product that could answer, or does, instead of its supplier.
    may_differ: bool
    # What it asked when it was answered, where that was something else.
    before: Item | None = None

    @property
    def item(self) -> Item:
        """Return the item itself."""
        return self.reading.item

    @property
    def name(self) -> str:
        """Return what people call the answer, such as PRD-7/CORE-01."""
        return answer_name(self.subject, self.item.code)

    @property
    def is_open(self) -> bool:
        """Tell whether somebody still has to answer it here."""
        if not self.applies or self.is_elsewhere:
            return False
        return self.row.review is ReviewState.returned or self.reading.standing in NOT_STARTED

    @property
    def is_override(self) -> bool:
        """Tell whether it stands in for the answer of the supplier."""
        return self.may_differ and not self.is_elsewhere and self.row.version > 0


@dataclass(frozen=True, slots=True)
class _Known:
    """What is stored about the items of a page."""

    rows: Mapping[tuple[str, str], AnswerRow]
    flags: Mapping[str, FlagMark]
    asked: Mapping[str, AskedMark]
    # Names of versions by reference.
    versions: Mapping[str, str]
    before: Mapping[str, Item]


@dataclass(frozen=True, slots=True)
class SectionPage:
    """One checklist for one subject: what is asked, and beside it what does not apply."""

    whom: Whom
    checklist: Checklist
    items: tuple[ItemAnswer, ...]
    beside: tuple[ItemAnswer, ...]
    progress: Progress
    next_gate: Gate | None
    judged: str
    # Items that stand between the product and its next gate.
    holding: frozenset[str]
    # What is different since it was answered; None where nothing can be.
    since: Since | None

    def after(self, code: str) -> str:
        """Return the item that is to be answered next, from the one after this; else nothing."""
        return next_open(self.items, code)


@dataclass(frozen=True, slots=True)
class ItemPage:
    """Everything about one item and its answer."""

    whom: Whom
    checklist: Checklist
    one: ItemAnswer
    next_gate: Gate | None
    judged: str
    is_holding: bool
    attachable: tuple[Choice, ...]
    workers: tuple[Choice, ...]
    history: History | None
    # The item to be answered next in this checklist; empty when none is left.
    following: str
    # What shows the answer that is proposed, where it stood.
    shown_there: Sequence[ShownThere] = ()


def get_section(actor: Actor, subject: str, checklist: str) -> SectionPage:
    """Return one checklist for a product, a supplier or us; raise NotFound when there is none."""
    who = find_answerer(actor, subject)
    found = _checklist(who, checklist)
    items = [item for item in found.items if who.concerns(item)]
    views = _views(actor, who, items)
    asked = tuple(one for one in views if one.applies)
    return SectionPage(
        whom=who.whom,
        checklist=found,
        items=asked,
        beside=tuple(one for one in views if not one.applies),
        progress=progress(one.reading for one in asked),
        next_gate=who.next_items.gate if who.next_items else None,
        judged=who.judged.name if who.judged else "",
        holding=_holding(who),
        since=since_answered(who, found, _before(views)),
    )


def get_item(actor: Actor, subject: str, code: str) -> ItemPage:
    """Return one item for a product, a supplier or us; raise NotFound when it is not asked."""
    who = find_answerer(actor, subject)
    item = who.library.by_code.get(code)
    if item is None or not who.concerns(item):
        raise NotFound(code)
    found = _checklist(who, item.checklist)
    views = _views(actor, who, [one for one in found.items if who.concerns(one)])
    one = next(view for view in views if view.item is item)
    attached = [line.reference for line in one.evidence]
    return ItemPage(
        whom=who.whom,
        checklist=found,
        one=one,
        next_gate=who.next_items.gate if who.next_items else None,
        judged=who.judged.name if who.judged else "",
        is_holding=code in _holding(who),
        attachable=() if one.is_elsewhere else list_attachable(actor, who, attached),
        workers=() if one.is_elsewhere else list_workers(actor, clock.today()),
        history=get_history(actor, one.row.reference) if one.row.reference else None,
        following=next_open(views, code),
        shown_there=list_shown_there(actor, one.row.proposed_from),
    )


def find_named(actor: Actor, ref: str) -> tuple[str, str]:
    """Return subject and item of an answer by the reference of its row, such as ANS-3."""
    key = id_of(actor.organisation_id, Kind.ANSWER, ref)
    answer = session().get_one(Answer, key)
    return _subject_of(answer), answer.item_code


def find_assessed(actor: Actor, ref: str) -> tuple[str, str]:
    """Return subject and checklist of an assessment by its reference, such as ASM-3."""
    key = id_of(actor.organisation_id, Kind.ASSESSMENT, ref)
    found = session().get_one(Assessment, key)
    return _subject_of(found), found.checklist_code


def next_open(views: Sequence[ItemAnswer], code: str) -> str:
    """Return the next item to be answered, going round from the one after this."""
    place = next((n for n, one in enumerate(views) if one.item.code == code), -1)
    around = [*views[place + 1 :], *views[: max(place, 0)]]
    return next((one.item.code for one in around if one.is_open), "")


def _subject_of(row: Answer | Assessment) -> str:
    """Return the reference of whom a row is about; empty when it is about us."""
    if row.product_id is not None:
        return reference(Kind.PRODUCT, session().get_one(Product, row.product_id).number)
    if row.supplier_id is not None:
        return reference(Kind.SUPPLIER, session().get_one(Supplier, row.supplier_id).number)
    return ""


def _checklist(who: Answerer, code: str) -> Checklist:
    found = who.library.by_checklist.get(code)
    if found is None or not any(who.concerns(item) for item in found.items):
        raise NotFound(code)
    return found


def _views(actor: Actor, who: Answerer, items: Sequence[Item]) -> tuple[ItemAnswer, ...]:
    known = _Known(
        load_rows(actor, who, items),
        load_flags(actor, who, items),
        load_asked(actor, who, items),
        {version.reference: version.name for version in who.versions},
        asked_before(who, items),
    )
    return tuple(_view(who, item, known) for item in items)


def _before(views: Sequence[ItemAnswer]) -> dict[str, Item]:
    return {one.item.code: one.before for one in views if one.before is not None}


def _view(who: Answerer, item: Item, known: _Known) -> ItemAnswer:
    reading, subject = who.read(item), who.answered_at(item)
    return ItemAnswer(
        reading=reading,
        subject=subject,
        is_elsewhere=subject != who.whom.reference,
        row=known.rows.get((subject, item.code), NOTHING),
        evidence=_evidence(who, reading, known.versions),
        asked=known.asked.get(item.code),
        flag=known.flags.get(item.code),
        applies=who.applies(item),
        why=who.why(item),
        may_differ=who.may_differ(item),
        before=known.before.get(item.code),
    )


def _evidence(
    who: Answerer, reading: Reading, versions: Mapping[str, str]
) -> tuple[EvidenceLine, ...]:
    if reading.answer is None:
        return ()
    on, judged = clock.today(), who.judged
    return tuple(
        EvidenceLine(
            one.reference,
            one.title,
            one.kind,
            one.expires_on,
            read_clocks(one, judged, on, 0),
            versions.get(one.version, ""),
        )
        for one in reading.answer.evidence
    )


def _holding(who: Answerer) -> frozenset[str]:
    if who.next_items is None:
        return frozenset()
    left = (one for one in who.next_items.readings if one.standing is not Standing.met)
    return frozenset(one.item.code for one in left)
