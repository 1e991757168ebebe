"""Verdicts of reviewers: given, agreed to by a second person, out of date; on both engines."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from tests.people import person
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Conflict, Forbidden, Refused
from vendor_tracker.domain.facts import ClaimFacts, ResultFacts, ThresholdFacts
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.reviewing import Review, VerdictState, digest_of, review_of
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import (
    ClaimKind,
    Direction,
    GroupAttribute,
    Role,
    SetBy,
    Stage,
    TestData,
    Tester,
    Verdict,
)
from vendor_tracker.services import (
    claims,
    evidence,
    evidence_links,
    evidence_replacing,
    products,
    verdicts,
    versions,
)
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.dossiers import load_product_dossiers
from vendor_tracker.storage.models import Claim, ClaimVerdict, Flag, Revision
from vendor_tracker.storage.queries.claimfacts import list_claims_with_facts
from vendor_tracker.storage.queries.claims import ClaimFilter, get_claim, list_claims
from vendor_tracker.storage.queries.histories import get_history
from vendor_tracker.storage.queries.registers import claims as registered
from vendor_tracker.storage.queries.registers.scope import Scope
from vendor_tracker.storage.references import id_of

WHY = "The report names no site, and nobody else has seen it."
BAR = ThresholdFacts(SetBy.us, Decimal(92), date(2026, 6, 3), people=2, has_clinician=True)
RESULT = ResultFacts(
    n=220, positives=104, estimate=Decimal("96.15"), low=Decimal("90.44"), high=Decimal("98.94"),
    tested_on=date(2026, 6, 15), tester=Tester.independent, data=TestData.outside,
)  # fmt: skip
WOMEN = ResultFacts(
    "Women", 90, 40, Decimal("93.5"), attribute=GroupAttribute.sex, scheme="sex", group_code="F"
)


@pytest.fixture
def claim(any_actor: Actor) -> str:
    product = products.add_product(
        any_actor, name="Fenwick Head CT (example)", stage=Stage.evaluating
    )
    version = versions.add_version(any_actor, product, name="3.2")
    ref = claims.log_claim(
        any_actor, product=product, statement="Finds 96% of bleeds", product_version=version,
        kind=ClaimKind.T5, metric="Sensitivity", direction=Direction.higher,
        thresholds=[BAR], results=[RESULT, WOMEN],
    )  # fmt: skip
    report = evidence.add_evidence(
        any_actor, title="Report", product=product, link_url="https://fenwick.example/report"
    )
    evidence_links.link_evidence(any_actor, report, ref)
    return ref


def judge(actor: Actor, word: Verdict | None, reason: str = WHY, **more: Any) -> None:
    """Give a verdict about the one claim."""
    verdicts.give_verdict(actor, "CLM-1", version=None, verdict=word, reason=reason, **more)


def review(actor: Actor) -> Review:
    """Return how the newest verdict stands."""
    found = review_of(get_claim(actor, "CLM-1").facts)
    assert found is not None
    return found


def flagged() -> dict[str, str]:
    """Return the open flags about the claim: rule and severity."""
    rows = session().scalars(sa.select(Flag).where(Flag.closed_on.is_(None), Flag.key == "CLM-1"))
    return {row.rule_code: row.severity.value for row in rows}


def test_a_stricter_verdict_counts_at_once_and_stands_in_the_history(
    any_actor: Actor, claim: str
) -> None:
    reviewer = person(any_actor, "reviewer")
    judge(reviewer, Verdict.not_shown)
    found = review(any_actor)
    assert (found.state, found.given.computed) == (VerdictState.current, Verdict.cannot_tell)
    assert session().query(Claim).one().version == 2
    kept = sa.select(Revision.snapshot).where(Revision.kind == Kind.CLAIM)
    snapshots = session().scalars(kept.order_by(Revision.version))
    assert [row["reason"] for row in list(snapshots)[-1]["claim_verdict"]] == [WHY]


def test_a_looser_verdict_waits_for_a_reviewer_other_than_its_giver(
    any_actor: Actor, claim: str
) -> None:
    reviewer, second = person(any_actor, "reviewer"), person(any_actor, "second")
    judge(reviewer, Verdict.meets)
    assert review(any_actor).state is VerdictState.waiting
    with pytest.raises(Refused, match="Somebody else has to agree"):
        verdicts.agree_verdict(reviewer, claim, version=None)
    with pytest.raises(Forbidden):
        verdicts.agree_verdict(person(any_actor, "asker", Role.officer), claim, version=None)
    verdicts.agree_verdict(second, claim, version=None)
    assert review(any_actor).state is VerdictState.current
    with pytest.raises(Refused, match="already"):
        verdicts.agree_verdict(second, claim, version=None)


def test_a_verdict_is_out_of_date_once_the_result_moves(any_actor: Actor, claim: str) -> None:
    reviewer, second = person(any_actor, "reviewer"), person(any_actor, "second")
    judge(reviewer, Verdict.meets)
    claims.change_claim(any_actor, claim, version=None, results=[WOMEN])
    assert review(any_actor).moved == ("the result",)
    with pytest.raises(Refused, match="facts have moved"):
        verdicts.agree_verdict(second, claim, version=None)


def test_every_way_of_reading_a_claim_judges_the_same_facts(any_actor: Actor, claim: str) -> None:
    judge(person(any_actor, "reviewer"), Verdict.fails)
    organisation = any_actor.organisation_id
    key = id_of(organisation, Kind.PRODUCT, "PRD-1")
    found: list[ClaimFacts] = [
        get_claim(any_actor, claim).facts,
        list_claims(any_actor).rows[0].facts,
        list_claims_with_facts(organisation, Claim.product_id == key)[0][1],
        load_product_dossiers(organisation, [key])[key].claims[0],
    ]
    assert len({digest_of(facts) for facts in found}) == 1
    assert len({facts.verdicts for facts in found}) == 1


def test_a_verdict_is_out_of_date_once_the_document_under_it_is_another(
    any_actor: Actor, claim: str
) -> None:
    judge(person(any_actor, "reviewer"), Verdict.fails)
    evidence_replacing.replace_document(
        any_actor, "EVD-1", version=None, link_url="https://fenwick.example/report-2"
    )
    assert review(any_actor).moved == ("the evidence",)
    (row,) = registered.list_claims(any_actor, Scope(date(2026, 10, 6), Limits()))
    assert (row["reviewer_state"], row["evidence"]) == (VerdictState.out_of_date, ("EVD-1",))


@pytest.mark.parametrize("reason", ["", "  ", "no"])
def test_a_verdict_without_a_reason_is_refused(any_actor: Actor, claim: str, reason: str) -> None:
    with pytest.raises(Refused) as refusal:
        judge(person(any_actor, "reviewer"), Verdict.fails, reason)
    assert refusal.value.field == "reason"
    assert session().query(ClaimVerdict).count() == 0


def test_who_may_not_judge(any_actor: Actor, claim: str) -> None:
    for role in (Role.reader, Role.officer, Role.administrator):
        with pytest.raises(Forbidden):
            judge(person(any_actor, role.value, role), Verdict.fails)
    reviewer = person(any_actor, "reviewer")
    with pytest.raises(Conflict):
        verdicts.give_verdict(reviewer, claim, version=7, verdict=None, reason=WHY)
    with pytest.raises(Refused, match="no verdict"):
        verdicts.agree_verdict(reviewer, claim, version=None)
    claims.archive_claim(any_actor, claim, version=None, reason="said in jest")
    with pytest.raises(Refused, match="Bring it back"):
        judge(reviewer, Verdict.fails)


def test_the_database_itself_wants_a_second_person(any_actor: Actor, claim: str) -> None:
    judge(person(any_actor, "reviewer"), Verdict.meets)
    with pytest.raises(IntegrityError):
        agree_alone()


@transactional
def agree_alone() -> None:
    """Let the giver of each verdict be its second person, past the service."""
    session().execute(sa.update(ClaimVerdict).values(agreed_by=ClaimVerdict.given_by))


def test_flags_follow_the_verdict_that_counts(any_actor: Actor, claim: str) -> None:
    reviewer, second = person(any_actor, "reviewer"), person(any_actor, "second")
    assert flagged()["F10"] == "major"
    judge(reviewer, Verdict.fails)
    assert flagged()["F10"] == "critical"
    judge(reviewer, Verdict.meets)
    assert flagged()["F10"] == "critical"
    verdicts.agree_verdict(second, claim, version=None)
    assert "F10" not in flagged()
    claims.change_claim(any_actor, claim, version=None, results=[RESULT])
    assert flagged()["F10"] == "major"


def test_the_register_says_what_counts_and_why(any_actor: Actor, claim: str) -> None:
    judge(person(any_actor, "reviewer"), Verdict.meets)
    scope = Scope(date(2026, 10, 6), Limits())
    (row,) = registered.list_claims(any_actor, scope)
    assert (row["reviewer_verdict"], row["reviewer_state"], row["reviewer_reason"]) == (
        "Meets", VerdictState.waiting, WHY
    )  # fmt: skip
    claims.change_claim(any_actor, claim, version=None, metric="Recall")
    (row,) = registered.list_claims(any_actor, scope)
    assert row["reviewer_state"] is VerdictState.out_of_date


def test_the_list_finds_what_a_second_person_has_to_agree_to(any_actor: Actor, claim: str) -> None:
    def waiting() -> int:
        return len(list_claims(any_actor, ClaimFilter(to_agree=True)).rows)

    judge(person(any_actor, "reviewer"), Verdict.fails)
    assert waiting() == 0
    judge(person(any_actor, "reviewer"), Verdict.meets)
    assert waiting() == 1
    verdicts.agree_verdict(person(any_actor, "second"), claim, version=None)
    assert waiting() == 0


def test_the_history_tells_both_verdicts_apart(any_actor: Actor, claim: str) -> None:
    judge(person(any_actor, "reviewer"), Verdict.fails)
    entry = get_history(any_actor, claim).entries[0]
    (change,) = entry.changes
    assert entry.act == "Judged"
    assert change.after.startswith(f"Fails, by the figures Cannot tell, reason {WHY}")


def test_the_register_says_the_same_once_a_version_was_put_away(
    any_actor: Actor, claim: str
) -> None:
    judge(person(any_actor, "reviewer"), Verdict.fails)
    versions.archive_version(any_actor, "VER-1", version=None, reason="Never released")
    (row,) = registered.list_claims(any_actor, Scope(date(2026, 10, 6), Limits()))
    assert row["reviewer_state"] is review(any_actor).state is VerdictState.out_of_date
    assert row["product_version"] == "VER-1", "the sheet brings back what is stored"
