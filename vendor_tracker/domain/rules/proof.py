"""Rules about what shows that a product works, and what only looks as if it did."""

from datetime import date

from vendor_tracker.domain.clocks import version_days
from vendor_tracker.domain.contradictions import contradictions
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.facts import ClaimFacts
from vendor_tracker.domain.fairness import tables_by_claim
from vendor_tracker.domain.gaps import (
    Action,
    Answers,
    Fact,
    Finding,
    Recheck,
    Remedy,
    fact,
    gap_rule,
)
from vendor_tracker.domain.rules.claim_words import compared_facts, quoted
from vendor_tracker.domain.rules.moments import award_moment, item_state
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.strength import Strongest, dtac_form, strongest
from vendor_tracker.domain.vocabulary import (
    ClaimKind,
    Discipline,
    EsfTier,
    Gate,
    Severity,
    Tester,
)
from vendor_tracker.domain.wording import count, day, listed
from vendor_tracker.domain.workingdays import ONE_DAY
from vendor_tracker.domain.worth import Standing

_MOST_NAMED = 4
# At most the supplier's word.
_NOTHING_SHOWN = 1
# Items that are met only by a test, with how high it stands on the ladder.
_TESTS = {"ESF-03": 4, "ESF-08": 6}
_PARTIAL = frozenset({Tester.supplier, Tester.paid})


@gap_rule(
    code="F06",
    version=1,
    title="Too little shows that it works",
    source="SEED-3, ESF",
    gate=Gate.award,
    severities=(Severity.critical,),
    uses=("days_before_award", "least_strength"),
    discipline=Discipline.clinical,
    why=(
        "It guides care, and the strongest evidence of any claim stands lower on the ladder than "
        "we ask for. A DTAC form is no test, so it does not count. Until a claim is recorded or "
        "the award comes near, the items about evidence ask for it instead."
    ),
    matters=(
        "The clinical evidence for most AI is minimal. A supplier that marks its own work finds "
        "what it hopes for; patients here are seldom like those it was tried on."
    ),
)
def too_little_shown(product: ProductDossier, on: date, limits: Limits) -> Answers:
    """Find a product that guides care of which too little shows that it works."""
    if product.esf_tier is not EsfTier.C:
        return
    moment = award_moment(product, on, limits)
    yield from moment.days()
    yield from _days(product, on)
    best = strongest(product, on)
    rung = max(best.rung, _shown_by_items(product, on))
    is_said = rung <= _NOTHING_SHOWN and bool(dtac_form(product, on, limits).reference)
    if rung >= limits.least_strength or is_said or not (product.claims or moment.is_near):
        return
    yield Finding(
        key=product.reference,
        severity=Severity.critical,
        facts=_strength_facts(product, best),
        says=f"It guides care, and the best that shows how well it works is: {best.words}. We ask "
        f"for {limits.least_strength} of 7.",
        remedies=_ask_for_proof(product, best),
    )


@gap_rule(
    code="F25",
    version=1,
    title="A DTAC form, and nothing that shows it works",
    source="DTAC, ESF",
    gate=Gate.award,
    severities=(Severity.critical,),
    uses=("days_before_award",),
    discipline=Discipline.clinical,
    why=(
        "It guides care, a DTAC form is on record, and no claim about it is more than the "
        "supplier's word."
    ),
    matters=(
        "A DTAC form says that a product is safe, secure and lawful to use, not that it does any "
        "good. That evidence is needed beside it is our policy; NICE's framework is not mandatory."
    ),
)
def only_a_form(product: ProductDossier, on: date, limits: Limits) -> Answers:
    """Find a product that guides care of which a DTAC form is all there is."""
    form = dtac_form(product, on, limits)
    if product.esf_tier is not EsfTier.C or not form.reference:
        return
    moment = award_moment(product, on, limits)
    yield from moment.days()
    yield from _days(product, on)
    best = strongest(product, on)
    rung = max(best.rung, _shown_by_items(product, on))
    if rung > _NOTHING_SHOWN or not moment.has_begun:
        return
    yield Finding(
        key=product.reference,
        severity=Severity.critical,
        facts=(fact(form.reference, "kind", "dtac"), *_strength_facts(product, best)),
        says="It guides care. There is a DTAC form, and nothing beyond the supplier’s word that "
        "it works: our policy asks for both.",
        remedies=_ask_for_proof(product, best),
    )


def _days(product: ProductDossier, on: date) -> Answers:
    """Yield the days on which something else may show that it works, or no longer does."""
    for code in _TESTS:
        yield from item_state(product, code, on).days()
    yield from (Recheck(when) for when in version_days(product.versions, on))


def _shown_by_items(product: ProductDossier, on: date) -> int:
    """Return how high the tests stand that items are met by; 0 without any."""
    met = (
        rung
        for code, rung in _TESTS.items()
        if item_state(product, code, on).standing is Standing.met
    )
    return max(met, default=0)


def _strength_facts(product: ProductDossier, best: Strongest) -> tuple[Fact, ...]:
    return (
        fact(product.reference, "esf_tier", product.esf_tier),
        fact(best.claim or product.reference, "strength", best.strength),
    )


def _ask_for_proof(product: ProductDossier, best: Strongest) -> tuple[Remedy, ...]:
    log = (
        Remedy("Enter who tested it, and how", Action.edit, best.claim)
        if best.claim
        else Remedy("Log what was tested, by whom", Action.add_claim, product.reference)
    )
    return (Remedy("Ask for an independent test", Action.ask, product.reference, "ESF-03"), log)


@gap_rule(
    code="F13",
    version=1,
    title="Tested on outside data by the supplier alone",
    source="HTI",
    gate=Gate.award,
    discipline=Discipline.clinical,
    why=(
        "A claim says how it did on data its maker never used, and nobody but the supplier, or "
        "somebody it paid, tested that."
    ),
    matters=(
        "Who tests its own product chooses the cases, the measure and the day. A test by others "
        "on the same kind of data often finds less."
    ),
)
def tested_by_itself(product: ProductDossier, _on: date, _limits: Limits) -> Answers:
    """Find claims about outside data that only the supplier, or somebody it paid, tested."""
    alone = [claim for claim in product.claims if _is_by_supplier(claim)]
    if not alone:
        return
    names = listed([f"{claim.reference} {quoted(claim)}" for claim in alone[:_MOST_NAMED]])
    more = f" and {len(alone) - _MOST_NAMED:,} more" if len(alone) > _MOST_NAMED else ""
    yield Finding(
        key=product.reference,
        severity=Severity.major,
        facts=tuple(fact(claim.reference, "testers", _testers(claim)) for claim in alone),
        says=f"Nobody but the supplier, or somebody it paid, tested on outside data: {names}"
        f"{more}.",
        remedies=(
            Remedy("Ask for an independent test", Action.ask, alone[0].reference),
            Remedy("Enter who tested it", Action.add_result, alone[0].reference),
        ),
    )


def _is_by_supplier(claim: ClaimFacts) -> bool:
    if claim.kind is not ClaimKind.T6:
        return False
    known = {one.tester for one in claim.results} - {None, Tester.unknown}
    return bool(known) and known <= _PARTIAL


def _testers(claim: ClaimFacts) -> str:
    return " ".join(sorted({str(one.tester) for one in claim.results if one.tester}))


@gap_rule(
    code="F19",
    version=1,
    title="Statements contradict each other",
    source="HTI",
    gate=Gate.award,
    uses=("group_gap", "group_positives", "small_cell"),
    discipline=Discipline.clinical,
    why=(
        "Two claims about the same measure, or a claim and a later result, cannot both be so; or "
        "no limits or no differences are claimed beside a text or a figure that shows some."
    ),
    matters=(
        "When two statements cannot both be true, at least one of them misleads, and nobody knows "
        "which. That casts doubt on the others, too."
    ),
)
def contradictory(product: ProductDossier, _on: date, limits: Limits) -> Answers:
    """Find what does not go together among the claims of a product."""
    found = contradictions(product.claims, limits, tables_by_claim(product, limits))
    if not found:
        return
    involved = set().union(*(one.claims for one in found))
    more = f" And {len(found) - _MOST_NAMED:,} more." if len(found) > _MOST_NAMED else ""
    yield Finding(
        key=product.reference,
        severity=Severity.major,
        facts=tuple(
            one
            for claim in product.claims
            if claim.reference in involved
            for one in _compared(claim, limits)
        ),
        says=f"{count(len(found), 'contradiction')}. "
        f"{' '.join(one.says for one in found[:_MOST_NAMED])}{more}",
        remedies=(
            Remedy("Ask the supplier which of them holds", Action.ask, found[0].claims[0]),
            Remedy("See them side by side", Action.view, found[0].claims[0]),
        ),
    )


def _compared(claim: ClaimFacts, limits: Limits) -> tuple[Fact, ...]:
    return (
        fact(claim.reference, "statement", claim.statement),
        fact(claim.reference, "metric", claim.metric),
        *compared_facts(claim, limits),
    )


@gap_rule(
    code="F24",
    version=1,
    title="The DTAC form is an older one",
    source="DTAC26",
    gate=Gate.pilot,
    uses=("dtac_form_edition", "dtac_form_from", "dtac_form_needed_from"),
    discipline=Discipline.information,
    why="The newest DTAC form on record is not the one that is in use now.",
    matters=(
        "The form changed: it asks outright whether any part is a medical device, and is filled "
        "in by the maker. An older one leaves these questions open."
    ),
)
def older_form(product: ProductDossier, on: date, limits: Limits) -> Answers:
    """Find a DTAC form that is older than the one in use; one that lapsed is renewed anyway."""
    form = dtac_form(product, on, limits)
    if form.is_current_form is not False:
        return
    if on < limits.dtac_form_needed_from:
        yield Recheck(limits.dtac_form_needed_from)
        return
    if form.is_lapsed:
        return
    if form.expires_on is not None:
        yield Recheck(form.expires_on + ONE_DAY)
    of = "" if form.issued_on is None else f" of {day(form.issued_on)}"
    edition = f"edition {form.edition}, " if form.edition else ""
    yield Finding(
        key=product.reference,
        severity=Severity.major,
        facts=(
            fact(form.reference, "issued_on", form.issued_on),
            fact(form.reference, "form_version", form.edition),
        ),
        says=f"The DTAC form{of} is {edition}an older one. The form of "
        f"{day(limits.dtac_form_from)} is asked for since {day(limits.dtac_form_needed_from)}.",
        remedies=(
            Remedy("Ask for the form now in use", Action.ask, form.reference),
            Remedy("Add the new form", Action.add_evidence, product.reference),
        ),
    )


RULES = (too_little_shown, only_a_form, tested_by_itself, contradictory, older_form)
