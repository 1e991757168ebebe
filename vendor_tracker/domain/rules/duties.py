"""Rules about the legal duties of those who use a product, and about its updates."""

from datetime import date

from vendor_tracker.domain.clocks import newest_of_each, version_days, version_in_use
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.facts import EvidenceFacts, VersionFacts
from vendor_tracker.domain.gaps import (
    Action,
    Answers,
    Finding,
    Recheck,
    Remedy,
    fact,
    gap_rule,
)
from vendor_tracker.domain.rules.moments import (
    ItemState,
    award_moment,
    go_live_moment,
    item_state,
)
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import (
    Discipline,
    EvidenceKind,
    Gate,
    Known,
    ProductFact,
    Severity,
    Stage,
)
from vendor_tracker.domain.wording import day, listed
from vendor_tracker.domain.worth import Standing

# What was said of an earlier version does not speak against a look at this one.
_OF_EARLIER = frozenset({Standing.other_version, Standing.lapsed})


@gap_rule(
    code="F29",
    version=1,
    title="Used in care without a safety case and officer of ours",
    source="DCB",
    gate=Gate.go_live,
    severities=(Severity.critical, Severity.major),
    uses=("days_before_award",),
    discipline=Discipline.safety,
    why=(
        "It goes live or is live, it supports direct care or nobody has said that it does not, "
        "and our safety case (DCB0160) is not approved or no clinical safety officer is named."
    ),
    matters=(
        "Whoever uses a product in direct care must have a safety case of its own, approved by "
        "its clinical safety officer. The supplier's case cannot stand in for it."
    ),
)
def no_safety_case(product: ProductDossier, on: date, limits: Limits) -> Answers:
    """Find a product in or near use in care without an approved safety case or an officer."""
    care = product.fact(ProductFact.care)
    if care is Known.no:
        return
    case, officer = item_state(product, "SAF-05", on), item_state(product, "SAF-06", on)
    moment = go_live_moment(product, on, limits)
    for part in (case, officer, moment):
        yield from part.days()
    approved = product.fact(ProductFact.dcb0160_approved)
    has_case = case.is_closed or (case.is_open and approved is Known.yes)
    has_officer = officer.is_closed or "SAF-06" not in product.library.by_code
    if has_case and has_officer:
        return
    is_refused = not has_case and (approved is Known.no or case.standing is Standing.not_met)
    is_heard = is_refused and care is Known.yes and product.stage is Stage.live
    yield Finding(
        key=product.reference,
        severity=Severity.critical if is_refused else moment.severity,
        facts=(
            fact(product.reference, ProductFact.care, care),
            fact(product.reference, ProductFact.dcb0160_approved, approved),
            *case.facts,
            fact(product.reference, "SAF-06", officer.standing),
        ),
        says=_says_of_case(care, _lacking(case, has_case, has_officer, approved)),
        remedies=_mend_case(product, care, approved, has_case),
        is_set_up=has_case,
        is_heard=is_heard,
    )


def _lacking(case: ItemState, has_case: bool, has_officer: bool, approved: Known) -> list[str]:
    lacking = []
    if not has_case and case.words:
        lacking.append(f"our own safety case (DCB0160) does not hold, for {case.words}")
    elif not has_case and approved is Known.no:
        lacking.append("our own safety case (DCB0160) is not approved")
    elif not has_case:
        lacking.append("no approved safety case of ours (DCB0160) is on record")
    if not has_officer:
        lacking.append("nobody is shown to be our clinical safety officer")
    return lacking


def _says_of_case(care: Known, lacking: list[str]) -> str:
    used = (
        "It is used in direct care"
        if care is Known.yes
        else "Nobody has said whether staff use it in direct care"
    )
    return f"{used}, and {listed(lacking)}."


def _mend_case(
    product: ProductDossier, care: Known, approved: Known, has_case: bool
) -> tuple[Remedy, ...]:
    ref = product.reference
    remedies = []
    if care is Known.unknown:
        ask = "Say whether staff use it in the direct care of patients"
        remedies.append(Remedy(ask, Action.edit_facts, ref))
    if not has_case:
        if care is Known.yes and approved is Known.unknown:
            ask = "Say whether our safety case (DCB0160) is approved"
            remedies.append(Remedy(ask, Action.edit_facts, ref))
        mend = "Get our safety case approved, or pause its use"
        remedies.append(Remedy(mend, Action.answer_item, ref, "SAF-05"))
    else:
        name = "Name our clinical safety officer"
        remedies.append(Remedy(name, Action.answer_item, ref, "SAF-06"))
    return tuple(remedies)


@gap_rule(
    code="F30",
    version=1,
    title="No data protection assessment that fits this version",
    source="DPIA",
    gate=Gate.award,
    severities=(Severity.critical, Severity.major),
    uses=("days_before_award",),
    discipline=Discipline.information,
    why=(
        "It uses personal data, or nobody has said that it does not, and no signed assessment "
        "(DPIA) is on record, or the one there is is older than the version in use."
    ),
    matters=(
        "Where personal data is used in a new way an assessment of the risks to people is a legal "
        "duty before it begins, and again when what it is about has changed."
    ),
)
def no_assessment(product: ProductDossier, on: date, limits: Limits) -> Answers:
    """Find a product that may use personal data without an assessment that fits it."""
    personal = product.fact(ProductFact.pd)
    if personal is Known.no:
        return
    state, moment = item_state(product, "DTA-04", on), award_moment(product, on, limits)
    yield from state.days()
    yield from moment.days()
    yield from (Recheck(when) for when in version_days(product.versions, on))
    signed, newest = product.fact(ProductFact.dpia_signed), _newest_assessment(product)
    older_than = _older_than(product, newest, on) if state.is_open else None
    # A draft beside a plain "not signed" is no assessment.
    is_there = signed is Known.yes or (newest is not None and signed is not Known.no)
    if state.is_closed or (state.is_open and is_there and older_than is None):
        return
    if not moment.has_begun:
        return
    is_refused = state.standing is Standing.not_met or signed is Known.no
    found = older_than is not None or not state.is_open or is_refused
    yield Finding(
        key=product.reference,
        severity=Severity.critical if found else moment.severity,
        facts=(
            fact(product.reference, ProductFact.pd, personal),
            fact(product.reference, ProductFact.dpia_signed, signed),
            *([] if newest is None else [fact(newest.reference, "issued_on", newest.issued_on)]),
            *([] if older_than is None else [fact(older_than.reference, "name", older_than.name)]),
            *state.facts,
        ),
        says=_says_of_assessment(personal, signed, state, newest, older_than),
        remedies=_mend_assessment(product, personal, signed, is_there),
        is_heard=is_refused and personal is Known.yes and product.stage is Stage.live,
    )


def _newest_assessment(product: ProductDossier) -> EvidenceFacts | None:
    found = [one for one in product.evidence if one.kind is EvidenceKind.dpia]
    return next(iter(newest_of_each(found)), None) if found else None


def _older_than(
    product: ProductDossier, newest: EvidenceFacts | None, on: date
) -> VersionFacts | None:
    """Return the version in use when the assessment was made for an earlier one."""
    used = version_in_use(product.versions, on)
    if newest is None or used is None:
        return None
    if newest.version:
        return None if newest.version == used.reference else used
    came = used.released_on or used.in_use_from
    is_older = newest.issued_on is not None and came is not None and newest.issued_on < came
    return used if is_older and _came_after_another(product, used) else None


def _came_after_another(product: ProductDossier, used: VersionFacts) -> bool:
    """Tell whether a version in use replaced another; the first one is no update."""
    since = used.in_use_from or date.max
    return any(one.in_use_from is not None and one.in_use_from < since for one in product.versions)


def _says_of_assessment(
    personal: Known,
    signed: Known,
    state: ItemState,
    newest: EvidenceFacts | None,
    older_than: VersionFacts | None,
) -> str:
    start = (
        "It uses personal data"
        if personal is Known.yes
        else "Nobody has said whether it uses personal data"
    )
    if state.words:
        return f"{start}, and the assessment (DPIA) does not hold, for {state.words}."
    if older_than is not None and newest is not None:
        of = "" if newest.issued_on is None else f" of {day(newest.issued_on)}"
        name = older_than.name or older_than.reference
        return f"{start}, and the assessment (DPIA){of} is older than version {name} in use."
    if signed is Known.no:
        return f"{start}, and the assessment (DPIA) is not signed."
    return f"{start}, and no signed assessment (DPIA) is on record."


def _mend_assessment(
    product: ProductDossier, personal: Known, signed: Known, is_there: bool
) -> tuple[Remedy, ...]:
    ref = product.reference
    remedies = []
    if personal is Known.unknown:
        remedies.append(Remedy("Say whether it uses personal data", Action.edit_facts, ref))
    elif signed is Known.unknown and not is_there:
        ask = "Say whether the data protection assessment (DPIA) is signed"
        remedies.append(Remedy(ask, Action.edit_facts, ref))
    mend = "Get the data protection assessment signed, or pause its use"
    remedies.append(Remedy(mend, Action.answer_item, ref, "DTA-04"))
    return tuple(remedies)


@gap_rule(
    code="F52",
    version=1,
    title="An update came into use and was not looked at again",
    source="DCB, MCC",
    gate=Gate.review,
    severities=(Severity.critical,),
    discipline=Discipline.safety,
    why=(
        "A version came into use after another, and nobody has noted that safety, and how well "
        "it works here, were looked at again since."
    ),
    matters=(
        "An update can change what a product finds and misses without a word to those who rely "
        "on it. Until somebody has looked, what was shown is true of another product."
    ),
)
def update_not_rechecked(product: ProductDossier, on: date, _limits: Limits) -> Answers:
    """Find a version in use that replaced another and was not looked at again."""
    yield from (Recheck(when) for when in version_days(product.versions, on))
    used = version_in_use(product.versions, on)
    if used is None or used.in_use_from is None or not _came_after_another(product, used):
        return
    state = item_state(product, "PDM-06", on)
    yield from state.days()
    was_looked_at = used.rechecked_on is not None and used.rechecked_on >= used.in_use_from
    says_so = state.is_open or state.standing in _OF_EARLIER
    if state.is_closed or (was_looked_at and says_so):
        return
    name = used.name or used.reference
    short = f" PDM-06: {state.words}." if state.words else ""
    yield Finding(
        key=product.reference,
        severity=Severity.critical,
        facts=(
            fact(used.reference, "in_use_from", used.in_use_from),
            fact(used.reference, "rechecked_on", used.rechecked_on),
            *state.facts,
        ),
        says=f"Version {name} came into use on {day(used.in_use_from)} after another, and it is "
        f"not noted that safety and results here were looked at again.{short}",
        remedies=(
            Remedy("Note that it was looked at again", Action.recheck_version, used.reference),
            Remedy("Answer the question about it", Action.answer_item, product.reference, "PDM-06"),
        ),
    )


RULES = (no_safety_case, no_assessment, update_not_rechecked)
