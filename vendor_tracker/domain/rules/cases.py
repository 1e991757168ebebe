"""Rules about business cases: one is there, it is whole, and extra recalls are foreseen."""

from datetime import date, timedelta

from vendor_tracker.domain.assessing import is_started
from vendor_tracker.domain.cases import lacking, product_costs, recalls_are_costed
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.figures import plain
from vendor_tracker.domain.gaps import Action, Answers, Finding, Recheck, Remedy, fact, gap_rule
from vendor_tracker.domain.gates import planned_on, position
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import Discipline, EsfTier, Gate, Severity, Stage
from vendor_tracker.domain.wording import listed

_IN_USE = frozenset({Stage.piloting, Stage.contracted, Stage.live})
_GATES = (Gate.pilot, Gate.award)


@gap_rule(
    code="F01",
    version=1,
    title="No business case",
    source="SEED-1",
    gate=Gate.pilot,
    severities=(Severity.critical, Severity.major),
    uses=("days_before_award",),
    discipline=Discipline.finance,
    why="It is tried, bought or about to be, and nobody has written down what it is to achieve.",
    matters=(
        "Some AI reaches a trial before anybody understands what it does to care. Without a case "
        "nobody can say later whether it was worth it, or when to stop."
    ),
)
def no_case(product: ProductDossier, on: date, limits: Limits) -> Answers:
    """Find a product that is at a trial or further, or close to it, without a case."""
    if product.case is not None:
        return
    near_from = _near_from(product, limits)
    is_near = near_from is not None and near_from <= on
    if near_from is not None and not is_near:
        yield Recheck(near_from)
    decided = [
        passed
        for passed in position(product.stage, product.decisions).passed
        if passed.gate in _GATES and passed.decision
    ]
    is_grave = is_near or bool(decided)
    # What only just came in is not scolded before anybody has begun to judge it.
    has_begun = bool(product.claims) or is_started(product)
    if not is_grave and not (has_begun and product.stage in _IN_USE):
        return
    yield Finding(
        key=product.reference,
        severity=Severity.critical if is_grave else Severity.major,
        facts=(
            fact(product.reference, "case", None),
            fact(product.reference, "is_decided_or_near", is_grave),
        ),
        says="Nobody has written down what it is to achieve, for whom, and at what cost.",
        remedies=(Remedy("Write the case", Action.open_case, product.reference),),
    )


@gap_rule(
    code="F02",
    version=1,
    title="The business case leaves something out",
    source="SEED-2",
    gate=Gate.award,
    discipline=Discipline.finance,
    why=(
        "A case says what gets better for patients, what it costs, what it does to the time of "
        "staff, which plan it serves and what may go wrong. This one does not say all five."
    ),
    matters=(
        "Value has more than one side: what saves money may cost staff their time, and what "
        "saves time may not help a patient. A case with a side left out cannot be weighed."
    ),
)
def case_not_whole(product: ProductDossier, _on: date, _limits: Limits) -> Answers:
    """Find a case that leaves out any of the five."""
    case = product.case
    if case is None:
        return
    missing = lacking(case, product_costs(product))
    if not missing:
        return
    yield Finding(
        key=product.reference,
        severity=Severity.major,
        facts=tuple(fact(case.reference, "lacks", one) for one in missing),
        says=f"{case.reference} does not say {listed(missing)}.",
        remedies=(Remedy("Fill in what is missing", Action.open_case, product.reference),),
    )


@gap_rule(
    code="F03",
    version=1,
    title="Nobody has estimated how many more patients are called back",
    source="SEED-4",
    gate=Gate.award,
    severities=(Severity.critical,),
    discipline=Discipline.clinical,
    why=(
        "It guides care, there is a business case, and the case has no estimate of extra recalls, "
        "referrals or tests for each 1,000 cases."
    ),
    matters=(
        "AI may call back more patients. Each of them needs an appointment that somebody has to "
        "give, and is worried until it is over."
    ),
)
def no_recall_estimate(product: ProductDossier, _on: date, _limits: Limits) -> Answers:
    """Find a case of a product that guides care, without an estimate of extra recalls."""
    case = product.case
    if case is None or product.esf_tier is not EsfTier.C or case.extra_recalls is not None:
        return
    yield Finding(
        key=product.reference,
        severity=Severity.critical,
        facts=(
            fact(case.reference, "extra_recalls", None),
            fact(product.reference, "esf_tier", product.esf_tier),
        ),
        says=f"It guides care, and {case.reference} does not say how many more patients of each "
        "1,000 are called back. An estimate of 0 with its source is an answer too.",
        remedies=(
            Remedy("Enter an estimate with its source", Action.open_case, product.reference),
            Remedy("Ask the supplier how many were called back elsewhere", Action.ask,
                   product.reference, "BIZ-05"),
        ),
    )  # fmt: skip


@gap_rule(
    code="F04",
    version=1,
    title="More patients are called back, and nobody takes them on",
    source="SEED-4",
    gate=Gate.award,
    discipline=Discipline.finance,
    why=(
        "The case expects extra recalls, and no cost line says what they cost (K13), or nobody is "
        "named who has the capacity for them."
    ),
    matters=(
        "The cost then lands in a department that was never asked, and patients who were called "
        "back wait there."
    ),
)
def recalls_not_taken_on(product: ProductDossier, _on: date, _limits: Limits) -> Answers:
    """Find extra recalls without a cost or without somebody who takes them on."""
    case = product.case
    if case is None or not case.extra_recalls:
        return
    costed = recalls_are_costed(product_costs(product))
    if costed and case.capacity_owner:
        return
    missing = ([] if costed else ["no cost line says what they cost"]) + (
        [] if case.capacity_owner else ["nobody is named who has the capacity for them"]
    )
    yield Finding(
        key=product.reference,
        severity=Severity.major,
        facts=(
            fact(case.reference, "extra_recalls", case.extra_recalls),
            fact(case.reference, "capacity_owner", case.capacity_owner),
            fact(product.reference, "K13", costed),
        ),
        says=f"{case.reference} expects {plain(case.extra_recalls)} more recalls for each 1,000 "
        f"cases, and {listed(missing)}.",
        remedies=(
            *(
                ()
                if costed
                else (Remedy("Enter what they cost", Action.add_cost, product.reference, "K13"),)
            ),
            *(
                ()
                if case.capacity_owner
                else (Remedy("Say who takes them on", Action.open_case, product.reference),)
            ),
        ),
    )


def _near_from(product: ProductDossier, limits: Limits) -> date | None:
    """Return the day from which a planned trial or award is close."""
    days = (planned_on(gate, product.decisions) for gate in _GATES)
    planned = min((day for day in days if day is not None), default=None)
    return None if planned is None else planned - timedelta(days=limits.days_before_award)


RULES = (no_case, case_not_whole, no_recall_estimate, recalls_not_taken_on)
