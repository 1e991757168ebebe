"""Rules about working with a supplier: answers, promises, meetings, an owner."""

from datetime import date, timedelta
from typing import TypeVar

from vendor_tracker.domain.costs import award_of
from vendor_tracker.domain.dossier import (
    Dossier,
    ProductDossier,
    SupplierDossier,
    SupplierProductFacts,
)
from vendor_tracker.domain.facts import (
    PromiseFacts,
    QuestionFacts,
)
from vendor_tracker.domain.gaps import (
    About,
    Action,
    Answers,
    Finding,
    Recheck,
    Remedy,
    fact,
    gap_rule,
)
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import Gate, Known, Severity, Side, Stage
from vendor_tracker.domain.wording import day, listed, shortened
from vendor_tracker.domain.workingdays import ONE_DAY, add_working_days

_MOST_SHOWN = 80
_MOST_NAMED = 3
_BOUGHT = frozenset({Stage.contracted, Stage.live})
Row = TypeVar("Row", PromiseFacts, QuestionFacts)


@gap_rule(
    code="F38",
    version=1,
    title="A question to the supplier waits for an answer",
    source="SEED-10",
    gate=Gate.shortlist,
    about=(About.product, About.supplier),
    uses=("question_working_days",),
    why="The supplier has had longer than we allow.",
    matters=(
        "A supplier that does not answer before it is paid rarely answers faster afterwards. "
        "What it leaves unsaid may be what we most need to know."
    ),
    several=(
        "One for each question that waits too long: each needs its own answer. Questions without "
        "a day on which they were asked raise none."
    ),
)
def question_unanswered(dossier: Dossier, on: date, limits: Limits) -> Answers:
    """Find questions that wait longer than allowed, at the product they name or the supplier."""
    for question in _own(dossier, dossier.questions):
        if question.asked_on is None or question.answered_on is not None:
            continue
        late_from = add_working_days(question.asked_on, limits.question_working_days + 1)
        if on < late_from:
            yield Recheck(late_from)
            continue
        yield Finding(
            key=question.reference,
            severity=Severity.major,
            facts=(
                fact(question.reference, "asked_on", question.asked_on),
                fact(question.reference, "answered_on", None),
                fact(question.reference, "text", question.text),
            ),
            says=_ended(
                f"Asked on {day(question.asked_on)}, no answer yet: {_short(question.text)}"
            ),
            remedies=(
                Remedy("Ask again, higher up", Action.ask, question.reference),
                Remedy("Enter the answer", Action.edit, question.reference),
            ),
        )


@gap_rule(
    code="F39",
    version=1,
    title="A promise of the supplier is at risk",
    source="SEED-6, SEED-10",
    gate=Gate.shortlist,
    about=(About.product, About.supplier),
    uses=("days_before_award",),
    why="Its date has passed, or it was made in a meeting and is not in the contract.",
    matters=(
        "What is promised in a meeting is easily forgotten on both sides. After the award only "
        "what is written in the contract can be claimed."
    ),
    several=(
        "One for each promise that is late or missing in the contract: each is kept, or broken, "
        "by itself."
    ),
)
def promise_at_risk(dossier: Dossier, on: date, limits: Limits) -> Answers:
    """Find their promises that are late, or that the contract leaves out."""
    contract_from = _contract_from(dossier, limits)
    for promise in _own(dossier, dossier.promises):
        if promise.side != Side.theirs or promise.done_on is not None:
            continue
        spoken = bool(promise.meeting) and promise.in_contract != Known.yes
        late_from = None if promise.due_on is None else promise.due_on + ONE_DAY
        starts = (late_from, contract_from if spoken else None)
        yield from (Recheck(start) for start in starts if start is not None and start > on)
        is_late = late_from is not None and late_from <= on
        is_unwritten = spoken and contract_from is not None and contract_from <= on
        if is_late or is_unwritten:
            written_in = dossier.contracts[-1].reference if dossier.contracts else ""
            yield _promise(promise, written_in, is_late=is_late, is_unwritten=is_unwritten)


@gap_rule(
    code="F40",
    version=1,
    title="No meeting for a long time",
    source="SEED-6",
    gate=Gate.review,
    about=(About.supplier,),
    uses=("meeting_days",),
    why="A product of this supplier is in use, and the last meeting lies too far back.",
    matters=(
        "Problems with a product in use come out in conversation first. A relationship that "
        "nobody looks after fails when it is needed."
    ),
)
def no_recent_meeting(supplier: SupplierDossier, on: date, limits: Limits) -> Answers:
    """Find suppliers of live products whom nobody has met for a long time."""
    live = [product for product in supplier.products if product.stage == Stage.live]
    if not live:
        return
    held = sorted(meeting.held_on for meeting in supplier.meetings)
    yield from (Recheck(held_on) for held_on in held if held_on > on)
    met_on = supplier.last_met_on(on)
    # A product that went live under our eyes gets the same time until its first meeting.
    begun = [p.arrived_on for p in live if p.arrived_on and p.catch_up_on is None]
    since = max((d for d in (met_on, *begun) if d is not None), default=None)
    if since is not None:
        quiet_from = since + timedelta(days=limits.meeting_days + 1)
        if on < quiet_from:
            yield Recheck(quiet_from)
            return
    when = "No meeting is on record" if met_on is None else f"We last met on {day(met_on)}"
    yield Finding(
        key=supplier.reference,
        severity=Severity.major,
        facts=(
            fact(supplier.reference, "last_met_on", met_on),
            *(fact(product.reference, "stage", product.stage) for product in live),
        ),
        says=f"{when}, and {_named(live)} {'is' if len(live) == 1 else 'are'} in use.",
        remedies=(Remedy("Log or arrange a meeting", Action.log_meeting, supplier.reference),),
        is_quiet=all(product.in_catch_up(on) for product in live),
    )


@gap_rule(
    code="F41",
    version=1,
    title="Nobody here looks after this supplier",
    source="SEED-7",
    gate=Gate.shortlist,
    about=(About.supplier,),
    set_up=True,
    why="No person, or no time, is set aside for the relationship.",
    matters=(
        "Managing a supplier takes skill and hours. Where nobody has either, questions wait and "
        "promises are forgotten."
    ),
)
def no_owner(supplier: SupplierDossier, _on: date, _limits: Limits) -> Answers:
    """Find suppliers without a relationship owner, or with an owner without hours."""
    if supplier.owner and supplier.owner_hours:
        return
    if not supplier.owner:
        says = "No relationship owner is named."
    elif supplier.owner_hours is None:
        says = "An owner is named; how many hours a month they have is not known."
    else:
        says = "An owner is named, with no hours for it."
    yield Finding(
        key=supplier.reference,
        severity=Severity.major,
        facts=(
            fact(supplier.reference, "owner", supplier.owner),
            fact(supplier.reference, "owner_hours", supplier.owner_hours),
        ),
        says=says,
        remedies=(Remedy("Name an owner with hours", Action.edit, supplier.reference),),
    )


def _own(dossier: Dossier, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the rows that this dossier answers for, so that none is counted twice."""
    if isinstance(dossier, ProductDossier):
        return rows
    return tuple(row for row in rows if not row.product)


def _contract_from(dossier: Dossier, limits: Limits) -> date | None:
    """Return the day from which a promise should stand in a contract."""
    if isinstance(dossier, ProductDossier):
        award = award_of(dossier)
        planned = None if award.is_passed else award.planned_on
        passed = date.min if award.is_passed else None
        return passed or (None if planned is None else _before(planned, limits))
    products = dossier.products_in_play()
    if any(product.stage in _BOUGHT or product.award_on is not None for product in products):
        return date.min
    days = [p.planned_on for p in products if p.planned_on and p.next_gate == Gate.award]
    return _before(min(days), limits) if days else None


def _before(planned_on: date, limits: Limits) -> date:
    return planned_on - timedelta(days=limits.days_before_award)


def _promise(promise: PromiseFacts, contract: str, *, is_late: bool, is_unwritten: bool) -> Finding:
    reference, parts = promise.reference, []
    remedies = [Remedy("Record that it is done", Action.edit, reference)]
    if is_unwritten:
        parts.append(
            "it is not in the contract"
            if promise.in_contract == Known.no
            else "nobody has noted that it is in the contract"
        )
        remedies.insert(0, _into_the_contract(reference, contract))
    if is_late and promise.due_on is not None:
        parts.insert(0, f"it was due on {day(promise.due_on)}")
        remedies.insert(0, Remedy("Chase the supplier", Action.ask, reference))
    return Finding(
        key=reference,
        severity=Severity.major,
        facts=(
            fact(reference, "text", promise.text),
            fact(reference, "due_on", promise.due_on),
            fact(reference, "done_on", None),
            fact(reference, "in_contract", promise.in_contract),
        ),
        says=f"They promised: {_short(promise.text)}; {listed(parts)}.",
        remedies=tuple(remedies),
    )


def _into_the_contract(promise: str, contract: str) -> Remedy:
    """Return where to say that a promise is in the contract: with all others, if there is one."""
    if contract:
        words = f"Write it into {contract}, and say there that it is in"
        return Remedy(words, Action.contract_part, contract, "promises")
    return Remedy("Write it into the contract", Action.edit, promise)


def _named(live: list[SupplierProductFacts]) -> str:
    names = [product.name or product.reference for product in live[:_MOST_NAMED]]
    if len(live) > _MOST_NAMED:
        names.append(f"{len(live) - _MOST_NAMED:,} more")
    return listed(names)


def _ended(text: str) -> str:
    """Return a sentence with its full stop, unless what it quotes ends it already."""
    return text if text.endswith(("?”", "!”")) else f"{text}."


def _short(text: str) -> str:
    bare = text.rstrip(". ") or "no text"
    return f"“{shortened(bare, _MOST_SHOWN)}”"


RULES = (question_unanswered, promise_at_risk, no_recent_meeting, no_owner)
