"""Rules about verdicts: results that do not reach our bar, and who judged a claim."""

from datetime import date

from vendor_tracker.domain.claim_parts import parts_of
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.facts import ClaimFacts, ResultFacts, ThresholdFacts
from vendor_tracker.domain.figures import plain
from vendor_tracker.domain.gaps import Action, Answers, Fact, Finding, Remedy, fact, gap_rule
from vendor_tracker.domain.reviewing import Review, counting_review
from vendor_tracker.domain.rules.claim_words import (
    ask_for,
    bars,
    claim_facts,
    measured,
    quoted,
    range_words,
    result_facts,
    set_by,
)
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.verdicts import judge, our_bar, overall_result, standing
from vendor_tracker.domain.vocabulary import Direction, Discipline, Gate, Severity, Verdict
from vendor_tracker.domain.wording import shortened

_MOST_SHOWN = 200
_SEVERITY_OF = {
    Verdict.cannot_tell: Severity.major,
    Verdict.not_shown: Severity.critical,
    Verdict.fails: Severity.critical,
}
_ENDINGS = {
    Verdict.cannot_tell: "so we cannot tell whether it is good enough",
    Verdict.not_shown: "so it is not shown to be good enough",
    Verdict.fails: "so it is not good enough",
}


@gap_rule(
    code="F10",
    version=1,
    title="A result does not clearly reach our bar",
    source="SEED-9",
    gate=Gate.award,
    severities=(Severity.critical, Severity.major),
    discipline=Discipline.clinical,
    why=(
        "We held the result against the bar that our own people set, or one of our reviewers "
        "judged the claim."
    ),
    matters=(
        "A figure can look good and still not be good enough here: at the weak end of its range "
        "the product may do worse than our own people accept, even where it passes the "
        "supplier's bar."
    ),
    several=(
        "One for each claim that has a result and a bar of ours, or a reviewer's verdict; a list "
        "brought in without bars raises none."
    ),
)
def below_our_bar(product: ProductDossier, _on: date, _limits: Limits) -> Answers:
    """Find claims whose result cannot be said to reach our bar, or that a reviewer doubts."""
    for claim in product.claims:
        found, review = _by_figures(claim), counting_review(claim)
        severity = _severity(claim, found, review)
        if severity is None:
            continue
        bar, result = our_bar(claim), overall_result(claim)
        yield Finding(
            key=claim.reference,
            severity=severity,
            facts=(
                *claim_facts(claim),
                *(() if result is None else result_facts(claim.reference, result)),
                fact(claim.reference, "direction", claim.direction),
                fact(claim.reference, "bars", bars(claim.thresholds)),
                *_review_facts(claim, review),
            ),
            says=_says(claim, found, review),
            remedies=(
                Remedy(_asks(bar, result, found), Action.ask, claim.reference),
                Remedy("Enter a test of our own", Action.add_result, claim.reference),
            ),
        )


@gap_rule(
    code="F58",
    version=1,
    title="The same person logged a claim and judged it",
    source="AIPG",
    gate=Gate.award,
    severities=(Severity.minor,),
    discipline=Discipline.clinical,
    why="Whoever gave the verdict also wrote the claim down, and nobody else has looked at it.",
    matters="A second pair of eyes sees what the first has learned to overlook.",
    several="One for each claim that a reviewer logged and judged alone.",
)
def judged_alone(product: ProductDossier, _on: date, _limits: Limits) -> Answers:
    """Find verdicts that count, given by whoever logged the claim, with no second person."""
    for claim in product.claims:
        review = counting_review(claim)
        if review is None or not review.given.is_by_author or review.given.is_agreed:
            continue
        yield Finding(
            key=claim.reference,
            severity=Severity.minor,
            facts=(
                *_review_facts(claim, review),
                fact(claim.reference, "judged_on", review.given.given_on),
            ),
            says=(
                f"{quoted(claim)} was judged “{review.word.lower()}” by the person who logged it, "
                "and nobody else has agreed."
            ),
            remedies=(
                Remedy("Let another reviewer agree or judge it", Action.view, claim.reference),
            ),
        )


def _by_figures(claim: ClaimFacts) -> Verdict | None:
    """Return what the figures say; nothing without a result and a bar of ours."""
    bar = our_bar(claim)
    if bar is None or overall_result(claim) is None:
        return None
    return judge(claim, bar).verdict


def _severity(claim: ClaimFacts, found: Verdict | None, review: Review | None) -> Severity | None:
    """Return how much it matters: a reviewer's verdict stands in place of the figures."""
    by_figures = None if found is None else _SEVERITY_OF.get(found)
    if review is None:
        return by_figures
    given = review.given.verdict
    if given is Verdict.not_checkable:
        # What cannot be checked is no better than it looks; F12 says it where parts are missing.
        return by_figures or (Severity.major if parts_of(claim).is_checkable else None)
    return None if given is None else _SEVERITY_OF.get(given)


def _review_facts(claim: ClaimFacts, review: Review | None) -> tuple[Fact, ...]:
    if review is None:
        return ()
    return (fact(claim.reference, "reviewer_verdict", review.given.verdict),)


def _asks(bar: ThresholdFacts | None, result: ResultFacts | None, found: Verdict | None) -> str:
    if bar is None or result is None or found not in _SEVERITY_OF:
        return "Ask the supplier about it"
    return ask_for(result, found)


def _says(claim: ClaimFacts, found: Verdict | None, review: Review | None) -> str:
    bar, result = our_bar(claim), overall_result(claim)
    start = f"{measured(claim)}: "
    figures = ""
    if bar is not None and result is not None and found is not None:
        figures = _figures(claim, result, bar, found)
    if review is None:
        return start + figures
    reason = shortened(review.given.reason, _MOST_SHOWN)
    judged = f"A reviewer’s verdict is “{review.word.lower()}”: {reason}"
    return f"{start}{figures} {judged}" if figures else f"{start}{judged[0].lower()}{judged[1:]}"


def _figures(claim: ClaimFacts, result: ResultFacts, bar: ThresholdFacts, found: Verdict) -> str:
    side = "or less" if claim.direction == Direction.lower else "or more"
    ending = f", {_ENDINGS[found]}" if found in _ENDINGS else ""
    ours = f"{range_words(result)}. Our bar is {plain(bar.value)} {side}{ending}."
    theirs = standing(claim).theirs
    if theirs is None or theirs.verdict != Verdict.meets:
        return ours
    return f"{ours} It meets the bar {set_by(theirs.threshold)}, {plain(theirs.threshold.value)}."


RULES = (below_our_bar, judged_alone)
