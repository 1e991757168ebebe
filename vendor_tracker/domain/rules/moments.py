"""When a gap of the award is said, and from when it stops a purchase; what an item is worth."""

from dataclasses import dataclass
from datetime import date, timedelta

from vendor_tracker.domain.assessing import contract_end, is_started, read_item, reading_days
from vendor_tracker.domain.clocks import judged_version, newest_of_each, version_days
from vendor_tracker.domain.costs import award_of
from vendor_tracker.domain.dossier import ProductDossier
from vendor_tracker.domain.gaps import Answers, Fact, Recheck
from vendor_tracker.domain.gates import planned_on, position
from vendor_tracker.domain.rules.answers import IN_WORDS, reading_facts
from vendor_tracker.domain.rules.evidence import needs_renewal
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import Gate, Severity
from vendor_tracker.domain.workingdays import ONE_DAY
from vendor_tracker.domain.worth import NOT_STARTED, Standing

_CLOSED = frozenset({Standing.met, Standing.not_applicable})


@dataclass(frozen=True, slots=True)
class Moment:
    """How near a decision is: what was only just brought in is not scolded for it."""

    # Somebody has begun to judge the product, or the decision is near or behind.
    has_begun: bool
    is_near: bool
    near_from: date | None = None

    @property
    def severity(self) -> Severity:
        """Return how much a gap matters of which nobody has said anything yet."""
        return Severity.critical if self.is_near else Severity.major

    def days(self) -> Answers:
        """Yield the day on which it comes near."""
        if self.near_from is not None and not self.is_near:
            yield Recheck(self.near_from)


_BEHIND = Moment(True, True)


def award_moment(product: ProductDossier, on: date, limits: Limits) -> Moment:
    """Return how near the award is."""
    award = award_of(product)
    if award.is_passed:
        return _BEHIND
    near_from = _before(award.planned_on, limits)
    is_near = near_from is not None and near_from <= on
    has_begun = is_near or bool(product.claims) or is_started(product)
    return Moment(has_begun, is_near, near_from)


def go_live_moment(product: ProductDossier, on: date, limits: Limits) -> Moment:
    """Return how near going live is; what is bought is under judgement already."""
    place = position(product.stage, product.decisions)
    if place.next_gate is not Gate.go_live:
        return _BEHIND
    near_from = _before(planned_on(Gate.go_live, product.decisions), limits)
    return Moment(True, near_from is not None and near_from <= on, near_from)


def _before(planned: date | None, limits: Limits) -> date | None:
    return None if planned is None else planned - timedelta(days=limits.days_before_award)


@dataclass(frozen=True, slots=True)
class ItemState:
    """What the answer to an item is worth to the rule that watches over it."""

    standing: Standing
    facts: tuple[Fact, ...] = ()
    again: tuple[date, ...] = ()
    # The rule about lapsed documents says it already, and no less gravely.
    is_said: bool = False

    @property
    def is_open(self) -> bool:
        """Tell whether nobody has said anything that counts, so that other records decide."""
        return self.standing in NOT_STARTED

    @property
    def is_closed(self) -> bool:
        """Tell whether nothing is left to say."""
        return self.standing in _CLOSED or self.is_said

    @property
    def words(self) -> str:
        """Say how far it falls short; empty when nobody has answered."""
        return "" if self.is_open else IN_WORDS.get(self.standing, "")

    def days(self) -> Answers:
        """Yield the days on which it may be worth something else."""
        yield from (Recheck(day) for day in self.again)


_UNANSWERED = ItemState(Standing.unanswered)


def item_state(product: ProductDossier, code: str, on: date) -> ItemState:
    """Return what the answer to one item is worth today, for the version that we judge."""
    item, answer = product.library.by_code.get(code), product.answers.get(code)
    if item is None or answer is None:
        return _UNANSWERED
    judged = judged_version(product.versions, on)
    reading = read_item(item, answer, judged, on, contract_end(product))
    ends = (shown.expires_on for shown in answer.evidence)
    lapses = (end + ONE_DAY for end in ends if end is not None)
    days = (*reading_days([reading], on), *version_days(product.versions, on), *lapses)
    said = reading.standing is Standing.lapsed and any(
        needs_renewal(one, on)
        for one in newest_of_each(product.evidence)
        if one.reference in {shown.reference for shown in answer.evidence}
    )
    return ItemState(reading.standing, reading_facts(product, reading, judged), days, said)
