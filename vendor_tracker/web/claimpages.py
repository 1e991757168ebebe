"""What pages about claims say and where they lead, from what was read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from flask import current_app, url_for

from vendor_tracker.domain.axes import Axis, axis_of
from vendor_tracker.domain.claim_parts import parts_of
from vendor_tracker.domain.facts import (
    ClaimFacts,
    ResultFacts,
)
from vendor_tracker.domain.figures import plain
from vendor_tracker.domain.plausible import is_share
from vendor_tracker.domain.reviewing import Review, VerdictState, counting_review, review_of
from vendor_tracker.domain.scales import far_apart
from vendor_tracker.domain.verdicts import (
    DerivedRange,
    Standing,
    derived_range,
    our_bar,
    overall_result,
    standing,
    their_bar,
)
from vendor_tracker.domain.vocabulary import Verdict
from vendor_tracker.domain.wording import listed
from vendor_tracker.storage.queries.claims import ClaimDetail, ClaimRow
from vendor_tracker.web.forms.claims import box_of
from vendor_tracker.web.navigation import Place, crumbs

_TONES = {
    Verdict.meets: "go",
    Verdict.cannot_tell: "warn",
    Verdict.not_shown: "stop",
    Verdict.fails: "stop",
    Verdict.not_checkable: "none",
}
_COLOURS = {
    Verdict.meets: "green",
    Verdict.cannot_tell: "yellow",
    Verdict.not_shown: "red",
    Verdict.fails: "red",
    Verdict.not_checkable: "grey",
}
# Scale of every claim measured in percent, so that rows of one table compare.
_PERCENT = axis_of([], is_share=True)


@dataclass(frozen=True, slots=True)
class Panel:
    """Whether a claim can be checked: what is given and what is missing."""

    sentence: str
    missing: tuple[tuple[str, str, str], ...]
    given: tuple[str, ...]
    is_checkable: bool


@dataclass(frozen=True, slots=True)
class ClaimView:
    """One claim as it is drawn and judged on a page."""

    facts: ClaimFacts
    standing: Standing
    result: ResultFacts | None
    derived: DerivedRange | None
    axis: Axis

    @property
    def review(self) -> Review | None:
        """Return the newest verdict of a reviewer."""
        return review_of(self.facts)

    @property
    def counting(self) -> Review | None:
        """Return the verdict of a reviewer that stands in place of the figures."""
        return counting_review(self.facts)

    @property
    def tone(self) -> str:
        """Return how the verdict that counts looks."""
        if self.counting is not None and self.counting.given.verdict is not None:
            return _TONES[self.counting.given.verdict]
        return "none" if self.standing.ours is None else _TONES[self.standing.ours.verdict]

    @property
    def review_colour(self) -> str:
        """Return the ground of the word of a reviewer; grey while it does not count."""
        if self.review is None or not self.review.counts or self.review.given.verdict is None:
            return "grey"
        return _COLOURS[self.review.given.verdict]

    @property
    def moved(self) -> str:
        """Return what changed since a reviewer judged it, in words."""
        return "" if self.review is None else listed(list(self.review.moved))

    @property
    def reviewed(self) -> str:
        """Return the newest verdict of a reviewer in a few words; empty when there is none."""
        review = self.review
        if review is None:
            return ""
        is_current = review.state is VerdictState.current
        return f"Reviewer: {review.word.lower()}" + (
            "" if is_current else f", {review.state.label.lower()}"
        )

    @property
    def colour(self) -> str:
        """Return the ground of the word of the verdict."""
        return "white" if self.standing.ours is None else _COLOURS[self.standing.ours.verdict]

    @property
    def drawn_low(self) -> Decimal | None:
        """Return where the drawn range starts: as it was given, else as we worked it out."""
        given = self.result.low if self.result else None
        return self.derived.low if given is None and self.derived else given

    @property
    def drawn_high(self) -> Decimal | None:
        """Return where the drawn range ends."""
        given = self.result.high if self.result else None
        return self.derived.high if given is None and self.derived else given

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return what should be checked before anybody relies on the verdict."""
        return far_apart(self.facts)

    @property
    def says(self) -> str:
        """Return the drawing in words."""
        return _says(self)


def panel_of(facts: ClaimFacts) -> Panel:
    """Return the answer to `Can this claim be checked?`, each gap tied to its box."""
    parts = parts_of(facts)
    return Panel(
        parts.sentence,
        tuple((part.label, _box(part.field, facts), part.reason) for part in parts.missing),
        tuple(part.label for part in parts.given),
        parts.is_checkable,
    )


def view_of(facts: ClaimFacts, axis: Axis | None = None) -> ClaimView:
    """Return a claim ready to be drawn, on its own scale unless one is shared."""
    result = overall_result(facts)
    derived = None if result is None else derived_range(facts.metric, result)
    own = axis if axis is not None and is_share(facts.metric) else _own_axis(facts)
    return ClaimView(facts, standing(facts), result, derived, own)


def views_of(rows: Iterable[ClaimRow]) -> dict[str, ClaimView]:
    """Return claims ready to be drawn, those in percent on one scale, by reference."""
    return views_of_facts([row.facts for row in rows])


def views_of_facts(facts: Sequence[ClaimFacts]) -> dict[str, ClaimView]:
    """Return the facts of claims ready to be drawn, as a list of rows is."""
    drawn = [figure for one in facts if is_share(one.metric) for figure in _figures(one)]
    shared = axis_of(drawn, is_share=True) if drawn else _PERCENT
    return {one.reference: view_of(one, shared) for one in facts}


def ask_address(claim: ClaimDetail, supplier: str | None) -> str | None:
    """Return where the supplier is asked for what a claim lacks, if anybody can be asked."""
    about = claim.supplier.reference if claim.supplier else supplier
    if about is None or "questions.ask_supplier" not in current_app.view_functions:
        return None
    return url_for("questions.ask_supplier", supplier=about, about=claim.reference)


def known_address(endpoint: str, **values: Any) -> str | None:
    """Return the address of a page, or None when this program does not offer it."""
    if endpoint not in current_app.view_functions:
        return None
    return url_for(endpoint, **values)


def trail(claim: ClaimDetail, *, inside: bool = True) -> list[Place]:
    """Return the way to the page of a claim, or to one inside it."""
    steps = [("Claims", url_for("claims.list_claims"))]
    if claim.product is not None:
        to = url_for("claims.list_product_claims", ref=claim.product.reference)
        steps = [(f"Claims about {claim.product.name}", to)]
    if inside:
        steps.append((claim.reference, url_for("claims.show_claim", ref=claim.reference)))
    return crumbs(*steps)


def _box(field: str, facts: ClaimFacts) -> str:
    if field == "evidence" and facts.reference:
        return known_address("evidence.add_evidence", claim=facts.reference) or "#evidence"
    return f"#{box_of(field)}"


def _own_axis(facts: ClaimFacts) -> Axis:
    return axis_of(_figures(facts), is_share=is_share(facts.metric))


def _figures(facts: ClaimFacts) -> list[Decimal | None]:
    bars = [bar.value for bar in (our_bar(facts), their_bar(facts)) if bar is not None]
    result = overall_result(facts)
    if result is None:
        return [*bars]
    found = derived_range(facts.metric, result)
    derived = [] if found is None else [found.low, found.high]
    return [*bars, result.estimate, result.low, result.high, *derived]


def _says(view: ClaimView) -> str:
    unit, words = view.axis.unit, []
    result = view.result
    if result is not None and result.estimate is not None:
        words.append(f"Result {plain(result.estimate)}{unit}")
    if view.drawn_low is not None and view.drawn_high is not None:
        worked_out = f" {view.derived.words}" if view.derived else ""
        words.append(f"range{worked_out} {plain(view.drawn_low)} to {plain(view.drawn_high)}{unit}")
    both = ((view.standing.theirs, "supplier’s bar"), (view.standing.ours, "our bar"))
    for judged, whose in both:
        if judged is not None:
            words.append(f"{whose} {plain(judged.threshold.value)}{unit}")
    return ", ".join(words) + "."
