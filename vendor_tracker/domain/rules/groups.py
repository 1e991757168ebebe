"""Rules about single groups: no difference without figures, not tested, unclear, served worse."""

from collections.abc import Iterator
from datetime import date

from vendor_tracker.domain.actions import Action
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.facts import ClaimFacts
from vendor_tracker.domain.fairness import GapLimit, limit_of, tables_by_claim
from vendor_tracker.domain.figures import plain
from vendor_tracker.domain.gaps import (
    Answers,
    Fact,
    Finding,
    Recheck,
    Remedy,
    fact,
    gap_rule,
)
from vendor_tracker.domain.productfacts import GroupFacts
from vendor_tracker.domain.rules.claim_words import measured, quoted
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.suppression import SafeLine, safe_lines
from vendor_tracker.domain.unmeasured import all_undivided, unshown
from vendor_tracker.domain.vocabulary import Discipline, Gate, Severity, Verdict
from vendor_tracker.domain.wording import count, day, listed
from vendor_tracker.domain.workingdays import ONE_DAY

# More names than this say "and so many more".
_NAMED = 4


@gap_rule(
    code="F14",
    version=1,
    title="They say groups do not differ, and no figures by group stand behind it",
    source="STT, HTI",
    gate=Gate.award,
    severities=(Severity.critical,),
    discipline=Discipline.equality,
    why=(
        "The supplier says that results do not differ between groups, and no result for at "
        "least two of these groups is recorded."
    ),
    matters=(
        "A supplier that never knew who was tested cannot know that nobody was served worse. "
        "“No difference found” may mean that nobody looked."
    ),
    several="One for each claim of no difference: each was made by itself.",
)
def no_difference_unshown(product: ProductDossier, _on: date, _limits: Limits) -> Answers:
    """Find claims of no difference by an attribute for which no groups were measured."""
    for claim, lacking in all_undivided(product.claims):
        ref = claim.reference
        yield Finding(
            key=ref,
            severity=Severity.critical,
            facts=(
                fact(ref, "statement", claim.statement),
                fact(ref, "no_results_by", ", ".join(lacking)),
            ),
            says=f"{quoted(claim)}: no results by {listed(lacking)} stand behind it.",
            remedies=(
                Remedy("Ask the supplier for results by group", Action.ask, ref),
                Remedy("Add the results by group", Action.group_results, ref),
            ),
        )


@gap_rule(
    code="F15",
    version=1,
    title="A group on our list has neither a result nor a plan",
    source="STT",
    gate=Gate.award,
    severities=(Severity.critical,),
    discipline=Discipline.equality,
    why=(
        "Our own list names groups that could be served worse here. For some of them there is "
        "no result, and no plan that says what we do about it and by when."
    ),
    matters=(
        "Whoever was not tested is not known to be safe. A plan may be a local test, closer "
        "watching, or not using the product for this group until there is a figure."
    ),
)
def listed_group_unseen(product: ProductDossier, on: date, _limits: Limits) -> Answers:
    """Find listed groups that nobody measured and nobody plans to, all in one gap."""
    open_ones: list[tuple[GroupFacts, tuple[str, ...]]] = []
    for group, lacking in unshown(product.groups, product.claims):
        # A plan without a day is no plan yet.
        if group.plan and group.plan_by is not None and on <= group.plan_by:
            yield Recheck(group.plan_by + ONE_DAY)
            continue
        open_ones.append((group, lacking))
    if not open_ones:
        return
    ref = product.reference
    names = [_named(group, lacking) for group, lacking in open_ones]
    yield Finding(
        key=ref,
        severity=Severity.critical,
        facts=tuple(_listed_facts(ref, group, lacking) for group, lacking in open_ones),
        says=f"Neither a result nor a plan for {_several(names)}.{_late(open_ones)}",
        remedies=(
            Remedy("Ask the supplier for results by group", Action.ask, ref),
            Remedy("Say what is planned where it cannot be tested", Action.list_groups, ref),
        ),
    )


@gap_rule(
    code="F16",
    version=1,
    title="A group's result cannot tell whether it is served worse",
    source="STT",
    gate=Gate.award,
    uses=("group_positives", "group_gap", "small_cell"),
    discipline=Discipline.equality,
    why=(
        "Too few people of a group were tested, or the range around its result is wider than "
        "the gap that we allow, or reaches beyond it; or nobody has said what to compare it with."
    ),
    matters=(
        "A figure from a handful of people looks like proof and is none: the group may be served "
        "far worse than it shows."
    ),
    several="One for each claim with results by group: each table is mended by its own test.",
)
def group_unclear(product: ProductDossier, _on: date, limits: Limits) -> Answers:
    """Find tables with groups that are too small or too uncertain to tell."""
    for claim, lines in _having(product, limits, (Verdict.cannot_tell, Verdict.not_checkable)):
        names = [f"{safe.line.result.subgroup} ({_why(safe)})" for safe in lines]
        ref = claim.reference
        yield Finding(
            key=ref,
            severity=Severity.major,
            facts=_group_facts(claim, lines, limit_of(claim, limits)),
            says=f"{measured(claim)}: we cannot tell for {_several(names)}.",
            remedies=(
                Remedy("Ask the supplier for a larger test", Action.ask, ref),
                Remedy("Look at the results by group", Action.group_results, ref),
            ),
        )


@gap_rule(
    code="F17",
    version=1,
    title="A group falls further behind than we allow",
    source="STT, SEED-9",
    gate=Gate.award,
    severities=(Severity.critical,),
    uses=("group_positives", "group_gap", "small_cell"),
    discipline=Discipline.equality,
    why=(
        "The result for a group is worse than that of the group it is compared with, by more "
        "than our limit."
    ),
    matters=(
        "People of this group would be missed, or wrongly called back, more often than others "
        "by the same product. That is for us to mend, restrict or refuse before it is bought."
    ),
    several="One for each claim with results by group: each measure is judged by itself.",
)
def group_behind(product: ProductDossier, _on: date, limits: Limits) -> Answers:
    """Find tables with groups whose result is worse by more than our limit."""
    for claim, lines in _having(product, limits, (Verdict.fails, Verdict.not_shown)):
        limit = limit_of(claim, limits)
        assert limit is not None, "without a limit no group is behind it"
        names = [f"{safe.line.result.subgroup} ({_gap(safe, limit)})" for safe in lines]
        ref = claim.reference
        yield Finding(
            key=ref,
            severity=Severity.critical,
            facts=_group_facts(claim, lines, limit),
            says=(
                f"{measured(claim)}: {_several(names)} "
                f"{'falls' if len(lines) == 1 else 'fall'} further behind than "
                f"{'the limit in our rules' if limit.is_default else 'our limit'}, "
                f"{plain(limit.value)}{limit.unit}."
            ),
            remedies=(
                Remedy("Ask the supplier what it will do about it", Action.ask, ref),
                Remedy("Look at the results by group", Action.group_results, ref),
            ),
        )


def _having(
    product: ProductDossier, limits: Limits, wanted: tuple[Verdict, ...]
) -> Iterator[tuple[ClaimFacts, list[SafeLine]]]:
    """Return the claims with groups of these verdicts, each with those groups.

    What a gap says is copied into workbooks and reports: small groups keep their figures.
    """
    tables = tables_by_claim(product, limits)
    if not tables:
        return
    for claim in product.claims:
        of_claim = tables.get(claim.reference, ())
        if any(line.verdict in wanted for table in of_claim for line in table.lines):
            safe = safe_lines(claim, limits, of_claim)
            yield claim, [one for one in safe if one.line.verdict in wanted]


def _group_facts(
    claim: ClaimFacts, lines: list[SafeLine], limit: GapLimit | None
) -> tuple[Fact, ...]:
    ref = claim.reference
    limit_words = "" if limit is None else plain(limit.value)
    return (
        fact(ref, "gap_limit", limit_words),
        *(fact(ref, "group_result", _figures(safe)) for safe in lines),
    )


def _figures(safe: SafeLine) -> str:
    """Return the figures of a group that were judged, as one fact."""
    line, result = safe.line, safe.line.result
    if safe.left_out:
        return f"{result.subgroup}: {safe.left_out}"
    figures = {
        "result": result.estimate,
        "from": line.low,
        "to": line.high,
        "worse by": safe.gap,
    }
    known = [f"{name} {plain(number)}" for name, number in figures.items() if number is not None]
    people = [f"n {result.n}" if result.n is not None else ""]
    people += [f"with the condition {result.positives}" if result.positives is not None else ""]
    return f"{result.subgroup}: {', '.join([*known, *filter(None, people)])}"


def _listed_facts(ref: str, group: GroupFacts, lacking: tuple[str, ...]) -> Fact:
    plan = f", plan by {day(group.plan_by)}" if group.plan and group.plan_by else ""
    label = group.attribute.label.lower()
    return fact(ref, "group_without_result", f"{label}: {', '.join(lacking)}{plan}")


def _named(group: GroupFacts, lacking: tuple[str, ...]) -> str:
    if not group.name and len(lacking) > 1:
        return f"{count(len(lacking), 'group')} by {group.attribute.label.lower()}"
    if not group.name and lacking[0].startswith("each group by"):
        return lacking[0]
    return f"{lacking[0]} ({group.attribute.label.lower()})"


def _late(open_ones: list[tuple[GroupFacts, tuple[str, ...]]]) -> str:
    late = [group.plan_by for group, _ in open_ones if group.plan and group.plan_by]
    return f" A plan for {day(min(late))} has passed without a result." if late else ""


def _several(names: list[str]) -> str:
    if len(names) <= _NAMED:
        return listed(names)
    return f"{'; '.join(names[:_NAMED])}; and {len(names) - _NAMED} more"


def _gap(safe: SafeLine, limit: GapLimit) -> str:
    if safe.left_out:
        return safe.left_out
    if safe.gap is None:
        return "compared with a group whose figures are left out"
    return f"{plain(safe.gap)}{limit.unit} worse"


def _why(safe: SafeLine) -> str:
    return safe.left_out or _lower(safe.line.says)


def _lower(sentence: str) -> str:
    return sentence[0].lower() + sentence[1:].rstrip(".")


RULES = (no_difference_unshown, listed_group_unseen, group_unclear, group_behind)
