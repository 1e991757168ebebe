"""What a model card states, as claims: their word only, each tied to the part it stands in."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from hashlib import sha256

from vendor_tracker.domain.cards import wordings
from vendor_tracker.domain.cards.blanks import Filled, filled
from vendor_tracker.domain.cards.chai import METRICS
from vendor_tracker.domain.cards.measures import Measure, measures
from vendor_tracker.domain.facts import ResultFacts, ThresholdFacts
from vendor_tracker.domain.plausible import is_share
from vendor_tracker.domain.vocabulary import ClaimKind, Direction, GroupAttribute, SetBy
from vendor_tracker.domain.wording import listed

# The longest code that a claim keeps of its part, and how much of a label goes into it.
_LONGEST_CODE = 60
_KINDS = (
    (ClaimKind.T1, "chai.IntendedUseAndWorkflow"),
    (ClaimKind.T2, "chai.OutcomesAndOutputs"),
    (ClaimKind.T3, "chai.DevelopmentDataCharacterization"),
    (ClaimKind.T4, "chai.OutputAndInputDataTypes"),
    (ClaimKind.T7, "chai.KnownRisksAndLimitations"),
    (ClaimKind.T8, "chai.Transparency"),
    (ClaimKind.T10, "chai.OngoingMaintenance"),
    (ClaimKind.T11, "chai.RegulatoryApproval"),
    (ClaimKind.T12, "chai.ThirdPartyInformation"),
    (ClaimKind.B3, "chai.BiasMitigationApproaches"),
)
_TIMES = ("second", "minute", "hour", "day", "week", "ms", "sec", "min")
_SHARE_SIGNS = frozenset({"%", "percent", "per cent", "percentage"})
# Measures that need no unit to be understood.
_INDICES = ("auc", "auroc", "area under", "f1", "kappa", "dice", "concordance", "c-statistic")
_OTHERS = ("predicate", "standard of care", "soc)", "comparator", "without ai", "unaided", "human")
# Whole words: there is time in sentiment, and time saved is no time.
_LOWER = re.compile(
    r"\b(?:false|errors?|omissions?|miss(?:ed|es)?|mortality|hallucinations?|failures?|times?)\b"
)
_EITHER_WAY = re.compile(
    r"\b(?:difference|minus|change|sav(?:ed|ings?)|reduc(?:ed|tions?)|decreased?|fewer|less)\b"
)
# What turns a word of those that are better low the other way round.
_TURNS = re.compile(
    r"\b(?:free|real|improve(?:d|ments?)|gain(?:ed|s)?|avoided|prevented|removed|corrected|"
    r"detected|detection)\b"
)
_SIGNIFICANCE = ("significance", "p-value", "p value", "interaction")
_TEXT = 2_000


@dataclass(frozen=True, slots=True)
class Stated:
    """One claim that a card makes; `field` ties it to the part of the card it stands in."""

    field: str
    kind: ClaimKind
    statement: str
    metric: str = ""
    direction: Direction | None = None
    population: str = ""
    groups: str = ""
    results: tuple[ResultFacts, ...] = ()
    thresholds: tuple[ThresholdFacts, ...] = ()
    says_no_difference: bool = False
    attributes: tuple[GroupAttribute, ...] = ()


@dataclass(slots=True)
class Drawn:
    """What was drawn from a card: its claims, and what was seen and not taken."""

    claims: list[Stated] = field(default_factory=list)
    notices: list[str] = field(default_factory=list)


def drawn(fields: Mapping[str, str]) -> Drawn:
    """Return the claims of a CHAI card, and in words what was left for a person to judge."""
    found = Drawn()
    for kind, code in _KINDS:
        text = fields.get(code, "").strip()
        if filled(text) is Filled.given:
            found.claims.append(_told(kind, code, text, fields))
    for name in METRICS:
        _draw_measures(_Part(name, fields), found)
    _draw_no_difference(fields, found)
    return found


@dataclass(frozen=True, slots=True)
class _Part:
    """One of the three parts with figures."""

    name: str
    fields: Mapping[str, str]

    def text(self, name: str) -> str:
        """Return what the card says in one field of this part."""
        return self.fields.get(f"chai.KeyMetrics.{self.name}.{name}", "")

    @property
    def told(self) -> tuple[str, str, str]:
        """Return the texts that may name a goal or how many were tested."""
        return (
            self.text("MetricGoal"),
            self.text("Interpretation"),
            self.text("TestingDataDescription"),
        )

    @property
    def population(self) -> str:
        """Return on whom and how it was tested, as far as the card says so."""
        texts = (self.text("TestType").strip(), self.text("TestingDataDescription").strip())
        return "\n".join(one for one in texts if filled(one) is Filled.given)[:_TEXT]

    def code(self, label: str) -> str:
        """Return the code of one figure of this part."""
        return _code(self.name, label)


def _told(kind: ClaimKind, code: str, text: str, fields: Mapping[str, str]) -> Stated:
    population = _shown(fields, "chai.InputDataSource") if kind is ClaimKind.T3 else ""
    return Stated(code, kind, text, population=population)


def _draw_measures(part: _Part, found: Drawn) -> None:
    given = measures(part.text("Results"))
    if not given and filled(part.text("Results")) is Filled.given:
        found.notices.append(
            f"{METRICS[part.name]}: no figure could be read from “{part.text('Results')[:120]}”. "
            "Log it by hand if the case needs it."
        )
    taken: set[str] = set()
    judged = [one for one in given if not _why_not(one)]
    for one in given:
        why = _why_not(one)
        if why:
            found.notices.append(f"“{one.label}” was seen and not taken: {why}.")
            continue
        code = part.code(one.label)
        if code in taken:
            found.notices.append(f"“{one.label}” stands twice; the first figure was taken.")
            continue
        taken.add(code)
        found.claims.append(_measured(part, one, len(judged) == 1, found))
    if wordings.mentions_goal(part.told) and not any(
        claim.thresholds for claim in found.claims if claim.field.startswith(f"chai.{part.name}#")
    ):
        found.notices.append(
            f"{METRICS[part.name]}: a goal of the supplier was seen and not taken, as it is not "
            "clear which figure it is for. Enter it as the supplier’s bar if it is."
        )


def _why_not(one: Measure) -> str:
    """Return why a figure is left for a person to judge; nothing when it is clear."""
    label, unit = one.label.casefold(), one.unit.casefold()
    if any(word in label for word in _SIGNIFICANCE):
        return "it is the outcome of a test, not how well groups fare"
    if one.estimate is None:
        return "its figure could not be read"
    if any(word in label for word in _OTHERS) and "minus" not in label:
        return "it is about what the product is compared with"
    if unit in _SHARE_SIGNS or unit.startswith(_TIMES):
        is_odd = unit in _SHARE_SIGNS and not 0 <= one.estimate <= 100
        return "it is no percentage" if is_odd else ""
    if any(word in label for word in _INDICES):
        return ""
    if is_share(one.label):
        return f"{one.estimate} has no unit, so it is not clear what it means"
    return f"its unit{f', {one.unit},' if one.unit else ''} does not say how good it is"


def _measured(part: _Part, one: Measure, alone: bool, found: Drawn) -> Stated:
    unit = one.unit.casefold()
    is_time = unit.startswith(_TIMES)
    n, positives = (None, None) if is_time else wordings.tested(part.told)
    goal = wordings.goal_for(one.label, part.told, alone=alone) if unit in _SHARE_SIGNS else None
    low, high = _range(one, found)
    return Stated(
        part.code(one.label),
        _kind(part, is_time),
        f"{one.label}: {_figure_words(one, low, high)}",
        _metric(one, is_time),
        _direction(one),
        population=part.population,
        groups=_groups(part),
        results=(
            ResultFacts(
                n=one.n if one.n is not None else n,
                positives=one.positives if one.positives is not None else positives,
                estimate=one.estimate, low=low, high=high,
            ),
        ),
        thresholds=()
        if goal is None
        else (ThresholdFacts(SetBy.supplier, goal, source="Performance goal in the model card"),),
    )  # fmt: skip


def _kind(part: _Part, is_time: bool) -> ClaimKind:
    if part.name == "FairnessEquity":
        return ClaimKind.B2
    if is_time:
        return ClaimKind.T14
    tests = (part.text("TestType"), part.text("ValidationProcessAndJustification"), *part.told)
    return ClaimKind.T6 if wordings.is_outside(tests) else ClaimKind.T5


def _range(one: Measure, found: Drawn) -> tuple[Decimal | None, Decimal | None]:
    """Return the 95% range; another one, or one that does not hold the figure, is not taken."""
    low, high, estimate = one.low, one.high, one.estimate
    if low is None or high is None or estimate is None:
        return None, None
    if one.level != 95:
        level = "of unknown level" if one.level is None else f"of {one.level}%"
        found.notices.append(f"“{one.label}”: its range is one {level}, and was not taken.")
        return None, None
    if not low <= estimate <= high:
        found.notices.append(
            f"“{one.label}”: its range does not hold its figure, and was not taken."
        )
        return None, None
    return low, high


def _figure_words(one: Measure, low: Decimal | None, high: Decimal | None) -> str:
    unit = "%" if one.unit.casefold() in _SHARE_SIGNS else f" {one.unit}".rstrip()
    around = "" if low is None else f" (95% range {low} to {high}{unit})"
    return f"{one.estimate}{unit}{around}"


def _metric(one: Measure, is_time: bool) -> str:
    if is_time:
        return f"{one.label}, {one.unit}"
    share = one.unit.casefold() in _SHARE_SIGNS
    return f"{one.label} (%)" if share and not is_share(one.label) else one.label


def _direction(one: Measure) -> Direction | None:
    """Return which way is better, if the label tells; a wrong guess would judge it upside down."""
    label = one.label.casefold()
    if _EITHER_WAY.search(label):
        return None
    if not _LOWER.search(label):
        return Direction.higher
    return None if _TURNS.search(label) else Direction.lower


def _groups(part: _Part) -> str:
    missing = wordings.not_there(part.told)
    names = listed([one.label.lower() for one in missing])
    return f"Not available, they say: {names}" if missing else ""


def _draw_no_difference(fields: Mapping[str, str], found: Drawn) -> None:
    for name in ("FairnessEquity", "UsefulnessUsabilityEfficacy"):
        part = _Part(name, fields)
        texts = (part.text("Results"), *part.told)
        sentence, named = wordings.no_difference(texts)
        if sentence:
            found.claims.append(
                Stated(
                    f"chai.{name}#no difference", ClaimKind.B2, sentence,
                    population=part.population,
                    groups=_groups(part), says_no_difference=True, attributes=named,
                )
            )  # fmt: skip
            break
    missing = _missing_anywhere(fields)
    if missing:
        names = listed([one.label.lower() for one in missing])
        found.notices.append(f"The card says that this is not known of those tested: {names}.")


def _missing_anywhere(fields: Mapping[str, str]) -> tuple[GroupAttribute, ...]:
    return wordings.not_there(_all_told(fields))


def _all_told(fields: Mapping[str, str]) -> Iterator[str]:
    for name in METRICS:
        yield from _Part(name, fields).told


def _shown(fields: Mapping[str, str], code: str) -> str:
    text = fields.get(code, "").strip()
    return text[:_TEXT] if filled(text) is Filled.given else ""


def _code(name: str, label: str) -> str:
    code = f"chai.{name}#{' '.join(label.casefold().split())}"
    if len(code) <= _LONGEST_CODE:
        return code
    return f"{code[: _LONGEST_CODE - 9]}~{sha256(code.encode()).hexdigest()[:8]}"
