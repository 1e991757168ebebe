"""Everything that a board is told about one product, read in few statements."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.assessing import GateItems, Reading, gate_items, product_readings
from vendor_tracker.domain.checklists.model import Checklist
from vendor_tracker.domain.costsummaries import CostSummary
from vendor_tracker.domain.readiness import readiness
from vendor_tracker.domain.references import answer_name, split_answer
from vendor_tracker.domain.settings import Limits
from vendor_tracker.storage.queries.assessed import load_assessed
from vendor_tracker.storage.queries.decisions import (
    ConditionLine,
    DecisionDetail,
    list_conditions,
    list_product_decisions,
)
from vendor_tracker.storage.queries.heads import ProductHead, find_head
from vendor_tracker.storage.queries.overviews import FlagLine, list_heard_flags
from vendor_tracker.storage.queries.registers.counts import find_withheld
from vendor_tracker.storage.queries.registers.scope import Scope
from vendor_tracker.storage.queries.registers.waivers import list_waivers
from vendor_tracker.storage.queries.reportrows import (
    AnswerLine,
    ClaimLine,
    PaperLine,
    PromiseLine,
    list_answers,
    list_claims,
    list_confidential_costs,
    list_papers,
    list_promises,
)
from vendor_tracker.storage.queries.waivers import WaiverRow, list_waivers_about


@dataclass(frozen=True, slots=True)
class LeftOut:
    """How many confidential records a public copy leaves out, and what rests on them."""

    claims: int = 0
    costs: int = 0
    evidence: int = 0
    answers: int = 0
    flags: int = 0
    waivers: int = 0

    @property
    def records(self) -> int:
        """Return how many records themselves are confidential."""
        return self.claims + self.costs + self.evidence + self.answers


@dataclass(frozen=True, slots=True)
class Report:
    """One product as a board sees it."""

    head: ProductHead
    sentence: str
    # What is known of the costs; None in a public copy that may not tell it.
    costs: CostSummary | None
    confidential_costs: int
    gates: tuple[GateItems, ...]
    checklists: tuple[Checklist, ...]
    readings: tuple[Reading, ...]
    answers: Mapping[tuple[str, str], AnswerLine]
    flags: Sequence[FlagLine]
    claims: Sequence[ClaimLine]
    promises: Sequence[PromiseLine]
    evidence: Sequence[PaperLine]
    decisions: Sequence[DecisionDetail]
    conditions: Sequence[ConditionLine]
    waivers: Sequence[WaiverRow]
    left_out: LeftOut
    # The answers that a public copy does not tell; they count in sums all the same.
    untold: frozenset[tuple[str, str]]
    is_public: bool

    def answer_to(self, reading: Reading) -> AnswerLine | None:
        """Return who gave the answer that a reading rests on."""
        return self.answers.get(_key(reading))

    def tells(self, reading: Reading) -> bool:
        """Tell whether an item may be named with what its answer is worth."""
        return _key(reading) not in self.untold


def get_report(actor: Actor, ref: str, *, warning_days: int, public: bool = False) -> Report:
    """Return what a board is told about a product; raise NotFound when there is none."""
    found, on = find_head(actor, ref), clock.today()
    dossier = load_assessed(actor, found)
    decisions = list_product_decisions(actor, ref)
    full = Report(
        head=found.head,
        sentence=found.head.readiness.sentence,
        costs=found.head.standing.costs,
        confidential_costs=0,
        gates=gate_items(dossier, on),
        checklists=dossier.library.checklists,
        readings=product_readings(dossier, on),
        answers={(one.of, one.item): one for one in list_answers(actor, found, on)},
        flags=list_heard_flags(actor, found),
        claims=list_claims(actor, found, on),
        promises=list_promises(actor, found),
        evidence=list_papers(actor, found, on, warning_days),
        decisions=decisions,
        conditions=list_conditions(actor, product=ref) if decisions else (),
        waivers=list_waivers_about(actor, found.id, on),
        left_out=LeftOut(),
        untold=frozenset(),
        is_public=public,
    )
    costs = list_confidential_costs(actor, found, on)
    if not public:
        return replace(full, confidential_costs=len(costs))
    withheld = find_withheld(actor, on)
    scope = Scope(on, Limits(), public=True, withheld=withheld)
    told = {row["reference"] for row in list_waivers(actor, scope)} if full.waivers else set()
    return _public(full, costs, withheld.references, told)


def _public(
    full: Report, costs: Sequence[str], secret: Collection[str], told: Collection[str]
) -> Report:
    """Return a report without what is confidential, and without what rests on it.

    What is secret, archived records among it, and which waivers may be told is what a public
    register says.
    """
    answers = {key for key, one in full.answers.items() if one.is_confidential}
    flags = [one for one in full.flags if not _rests_on(one, secret)]
    claims = [one for one in full.claims if one.facts.reference not in secret]
    evidence = [one for one in full.evidence if not one.is_confidential]
    waivers = [one for one in full.waivers if one.reference in told]
    return replace(
        full,
        sentence=_sentence(full.head) if costs else full.sentence,
        costs=None if costs else full.costs,
        flags=flags,
        claims=claims,
        evidence=evidence,
        waivers=waivers,
        untold=frozenset(answers),
        left_out=LeftOut(
            len(full.claims) - len(claims),
            len(costs),
            len(full.evidence) - len(evidence),
            len(answers),
            len(full.flags) - len(flags),
            len(full.waivers) - len(waivers),
        ),
    )


def _sentence(head: ProductHead) -> str:
    """Return where a product stands without a word that tells of its costs."""
    if head.checked_on is None:
        return head.readiness.sentence
    bare = readiness(replace(head.standing, costs=CostSummary()), clock.today())
    return replace(bare, parts=()).sentence


def _rests_on(flag: FlagLine, secret: Collection[str]) -> bool:
    named = [one.reference for one in flag.remedies]
    for about, field, _value in flag.facts:
        named.append(about)
        if split_answer(field) is not None:
            named += [answer_name(about, field), field]
    return any(one in secret for one in named)


def _key(reading: Reading) -> tuple[str, str]:
    return (reading.answer.of if reading.answer else "", reading.item.code)
