"""Rules about what a supplier owes us: answers to questions, and what it promised."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TypeVar

from vendor_tracker.domain.costs import award_of
from vendor_tracker.domain.dossier import Dossier, ProductDossier
from vendor_tracker.domain.facts import PromiseFacts, QuestionFacts
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
_BOUGHT = frozenset({Stage.contracted, Stage.live})
Row = TypeVar("Row", PromiseFacts, QuestionFacts)


@dataclass(frozen=True, slots=True)
class _Writing:
    """When promises should stand in a contract: those made until one was agreed, or by the next."""

    is_bought: bool
    agreed_on: date | None = None
    next_from: date | None = None

    def due_from(self, promise: PromiseFacts) -> date | None:
        """Return from which day a promise should be written down; None while nothing asks it."""
        made_on = promise.promised_on
        is_before = made_on is None or self.agreed_on is None or made_on <= self.agreed_on
        return date.min if self.is_bought and is_before else self.next_from


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
    version=2,
    title="A promise of the supplier is at risk",
    source="SEED-6, SEED-10",
    gate=Gate.shortlist,
    about=(About.product, About.supplier),
    uses=("days_before_award",),
    why=(
        "Its date has passed, or it was made in a meeting before the contract was agreed, and is "
        "not in the contract."
    ),
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
    writing = _writing(dossier, limits)
    for promise in _own(dossier, dossier.promises):
        if promise.side != Side.theirs or promise.done_on is not None:
            continue
        spoken = bool(promise.meeting) and promise.in_contract != Known.yes
        late_from = None if promise.due_on is None else promise.due_on + ONE_DAY
        contract_from = writing.due_from(promise)
        starts = (late_from, contract_from if spoken else None)
        yield from (Recheck(start) for start in starts if start is not None and start > on)
        is_late = late_from is not None and late_from <= on
        is_unwritten = spoken and contract_from is not None and contract_from <= on
        if is_late or is_unwritten:
            written_in = dossier.contracts[-1].reference if dossier.contracts else ""
            yield _promise(promise, written_in, is_late=is_late, is_unwritten=is_unwritten)


def _own(dossier: Dossier, rows: tuple[Row, ...]) -> tuple[Row, ...]:
    """Return the rows that this dossier answers for, so that none is counted twice."""
    if isinstance(dossier, ProductDossier):
        return rows
    return tuple(row for row in rows if not row.product)


def _writing(dossier: Dossier, limits: Limits) -> _Writing:
    """Return when promises should stand in a contract: in one that is there, or the next."""
    signed = [day for one in dossier.contracts if (day := one.signed_on or one.starts_on)]
    if isinstance(dossier, ProductDossier):
        award = award_of(dossier)
        near = None if award.is_passed else award.planned_on
        awards, is_bought = [award.decided_on], award.is_passed
    else:
        products = dossier.products_in_play()
        near = min(
            (p.planned_on for p in products if p.planned_on and p.next_gate == Gate.award),
            default=None,
        )
        awards = [product.award_on for product in products]
        is_bought = any(awards) or any(product.stage in _BOUGHT for product in products)
    known = [day for day in (*awards, *signed) if day is not None]
    last = max(known, default=None)
    return _Writing(is_bought, last, None if near is None else _before(near, limits))


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


def _ended(text: str) -> str:
    """Return a sentence with its full stop, unless what it quotes ends it already."""
    return text if text.endswith(("?”", "!”")) else f"{text}."


def _short(text: str) -> str:
    bare = text.rstrip(". ") or "no text"
    return f"“{shortened(bare, _MOST_SHOWN)}”"


RULES = (question_unanswered, promise_at_risk)
