"""Rules about openness: bars of our own, results held against them, checkable claims."""

from datetime import date

from vendor_tracker.domain.claim_parts import BARS, WITH_METRIC, Part, missing_parts
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.facts import ClaimFacts, ThresholdFacts
from vendor_tracker.domain.figures import plain
from vendor_tracker.domain.gaps import Action, Answers, Finding, Remedy, fact, gap_rule
from vendor_tracker.domain.rules.claim_words import (
    bars,
    claim_facts,
    lacking,
    measured,
    quoted,
    set_by,
)
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.verdicts import (
    our_bar,
    overall_result,
    their_bar,
)
from vendor_tracker.domain.vocabulary import Discipline, Gate, SetBy, Severity
from vendor_tracker.domain.wording import count, day, listed


@gap_rule(
    code="F07",
    version=1,
    title="A claim the case rests on has no bar of ours",
    source="SEED-9",
    gate=Gate.award,
    severities=(Severity.critical,),
    discipline=Discipline.clinical,
    why="The case relies on this claim, and nobody here has said how good is good enough.",
    matters=(
        "Without a bar of our own we take over the supplier's, and a product can look good "
        "while it is not good enough for our patients. If a national limit is right for us, "
        "enter it as our bar and give that as the reason."
    ),
    several=(
        "One for each claim that somebody marked as what the case relies on; a list marks "
        "none unless it says so."
    ),
)
def no_bar_of_ours(product: ProductDossier, _on: date, _limits: Limits) -> Answers:
    """Find claims with a measure that the case relies on and no bar of ours judges."""
    for claim in product.claims:
        if claim.kind not in WITH_METRIC or not claim.relied_on or our_bar(claim) is not None:
            continue
        theirs = their_bar(claim)
        bar = (
            ""
            if theirs is None
            else f" The bar we know is {plain(theirs.value)}, {set_by(theirs)}."
        )
        yield Finding(
            key=claim.reference,
            severity=Severity.critical,
            facts=(*claim_facts(claim), fact(claim.reference, "bars", bars(claim.thresholds))),
            says=f"The case relies on {quoted(claim)}, and no bar of ours is recorded.{bar}",
            remedies=(
                Remedy("Set our bar with the clinicians", Action.add_threshold, claim.reference),
                Remedy("Say that the case does not rely on it", Action.edit, claim.reference),
            ),
        )


@gap_rule(
    code="F09",
    version=1,
    title="Our bar is newer than the result it judges",
    source="SEED-9, TRI",
    gate=Gate.award,
    why="The bar was set after the result was known.",
    matters=(
        "A bar that is set once the result is known can be made to fit it. It then says nothing "
        "about whether the product is good enough."
    ),
    several=("One for each claim: each bar is mended, or left with its reason, by itself."),
)
def bar_newer_than_result(product: ProductDossier, _on: date, _limits: Limits) -> Answers:
    """Find bars of ours that were set after the day of the test."""
    for claim in product.claims:
        bar, result = our_bar(claim), overall_result(claim)
        if bar is None or result is None or bar.set_on is None or result.tested_on is None:
            continue
        if bar.set_on <= result.tested_on:
            continue
        yield Finding(
            key=claim.reference,
            severity=Severity.major,
            facts=(
                fact(claim.reference, "bar_set_on", bar.set_on),
                fact(claim.reference, "bar", bar.value),
                fact(claim.reference, "tested_on", result.tested_on),
            ),
            says=(
                f"Our bar of {plain(bar.value)} for {measured(claim)} was set on "
                f"{day(bar.set_on)}; the result dates from {day(result.tested_on)}."
            ),
            remedies=(
                Remedy("Ask for a newer test", Action.ask, claim.reference),
                Remedy("Enter the bar as it first stood", Action.add_threshold, claim.reference),
            ),
        )


@gap_rule(
    code="F12",
    version=1,
    title="A claim cannot be checked",
    source="HTI",
    gate=Gate.award,
    severities=(Severity.major, Severity.minor),
    why="Parts that this kind of claim needs are missing.",
    matters=(
        "A statement without a measure, a figure, people and a version cannot be proved wrong, "
        "so it cannot be relied on either."
    ),
    several=(
        "One for each claim that is sorted by kind, as each lacks its own parts. Statements that "
        "are not sorted yet share one flag for the product, and so do the claims that were taken "
        "from one model card, so long as the case does not rely on them."
    ),
)
def not_checkable(product: ProductDossier, _on: date, _limits: Limits) -> Answers:
    """Find claims that lack parts which their kind needs, and statements not sorted yet."""
    unsorted = tuple(claim for claim in product.claims if claim.kind is None)
    if unsorted:
        yield _unsorted(product, unsorted)
    of_cards: dict[str, list[ClaimFacts]] = {}
    for claim in product.claims:
        if claim.kind is None:
            continue
        missing = missing_parts(claim)
        if not any(part.key not in BARS for part in missing):
            continue
        if claim.card and not claim.relied_on:
            of_cards.setdefault(claim.card, []).append(claim)
        else:
            yield _incomplete(claim, missing)
    for card, claims in of_cards.items():
        yield _of_card(card, claims)


@gap_rule(
    code="F61",
    version=1,
    title="The supplier's bar was taken over as ours",
    source="SEED-9",
    gate=Gate.award,
    uses=("bar_people",),
    why=(
        "Our bar equals the supplier's and no reason is given, or too few people set it, "
        "or no clinician was among them, or nobody noted when it was set."
    ),
    matters=(
        "Buyers who know little about AI tend to adopt the limits that the industry set for "
        "itself. Two people, one of them a clinician, and a reason make the bar ours."
    ),
    several=("One for each claim with a bar of ours: each was agreed, or copied, by itself."),
)
def adopted_unchanged(product: ProductDossier, _on: date, limits: Limits) -> Answers:
    """Find bars of ours that nobody here seems to have thought about."""
    # A bar that is newer than its result is left to F09, so that it is flagged once.
    for claim in product.claims:
        bar = our_bar(claim)
        reasons = [] if bar is None else _adopted(claim, bar, limits)
        if bar is None or not reasons:
            continue
        yield Finding(
            key=claim.reference,
            severity=Severity.major,
            facts=(
                fact(claim.reference, "bars", bars(claim.thresholds)),
                fact(claim.reference, "why", bar.why),
                fact(claim.reference, "people", bar.people),
                fact(claim.reference, "has_clinician", bar.has_clinician),
                fact(claim.reference, "bar_set_on", bar.set_on),
            ),
            says=f"Our bar of {plain(bar.value)} for {measured(claim)} {listed(reasons)}.",
            remedies=(
                Remedy("Record who agreed our bar, and why", Action.add_threshold, claim.reference),
            ),
        )


def _adopted(claim: ClaimFacts, bar: ThresholdFacts, limits: Limits) -> list[str]:
    reasons = []
    theirs = [b.value for b in claim.thresholds if b.set_by == SetBy.supplier]
    if bar.value in theirs and not bar.why:
        reasons.append("equals the supplier's and no reason is given")
    if bar.people is None:
        reasons.append("does not say how many people set it")
    elif bar.people < limits.bar_people:
        reasons.append(f"was set by {bar.people} {'person' if bar.people == 1 else 'people'}")
    if not bar.has_clinician:
        reasons.append("was set without a clinician")
    if bar.set_on is None and overall_result(claim) is not None:
        reasons.append("has no date, so it may be newer than the result")
    return reasons


def _unsorted(product: ProductDossier, claims: tuple[ClaimFacts, ...]) -> Finding:
    words = count(len(claims), "statement is", "statements are")
    which = "it" if len(claims) == 1 else "them"
    return Finding(
        key=product.reference,
        severity=Severity.minor,
        facts=tuple(fact(claim.reference, "kind", None) for claim in claims),
        says=f"{words} logged without a kind, so nobody knows what would prove {which}.",
        remedies=tuple(
            Remedy(f"Say what kind of claim {claim.reference} is", Action.edit, claim.reference)
            for claim in claims[:3]
        ),
    )


def _incomplete(claim: ClaimFacts, missing: tuple[Part, ...]) -> Finding:
    names, fields = lacking(missing)
    return Finding(
        key=claim.reference,
        severity=Severity.major,
        facts=tuple([(claim.reference, name, "") for name in fields]),
        says=f"{quoted(claim)} cannot be checked. Missing: {names}.",
        remedies=(
            Remedy("Ask the supplier for the rest", Action.ask, claim.reference),
            Remedy("Add what we know", Action.edit, claim.reference),
        ),
    )


def _of_card(card: str, claims: list[ClaimFacts]) -> Finding:
    """Say once of all claims of a card what each of them lacks."""
    lacks = [(claim, lacking(missing_parts(claim))) for claim in claims]
    names = listed([f"{claim.reference} lacks {words}" for claim, (words, _) in lacks])
    say = (
        "cannot be checked as it stands" if len(claims) == 1 else "cannot be checked as they stand"
    )
    return Finding(
        key=card,
        severity=Severity.major,
        facts=tuple(
            fact(claim.reference, name, None) for claim, (_, keys) in lacks for name in keys
        ),
        says=f"{count(len(claims), 'claim')} of {card} {say}: {names}.",
        remedies=(
            *(
                Remedy(f"Ask about {claim.reference}", Action.ask, claim.reference)
                for claim in claims[:1]
            ),
            *(
                Remedy(f"Add what we know of {claim.reference}", Action.edit, claim.reference)
                for claim in claims[:3]
            ),
        ),
    )


RULES = (no_bar_of_ours, bar_newer_than_result, not_checkable, adopted_unchanged)
