"""Give a reviewer's verdict about a claim, and agree to one as the second person."""

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.facts import ClaimFacts
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.reviewing import VerdictState, computed_of, digest_of, review_of
from vendor_tracker.domain.vocabulary import Verdict
from vendor_tracker.domain.waivers import is_sentence
from vendor_tracker.services import records
from vendor_tracker.services.transaction import touch_alone, transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Claim, ClaimVerdict
from vendor_tracker.storage.queries.claimfacts import load_claim_facts


@transactional
def give_verdict(
    actor: Actor, claim: str, *, version: int | None, verdict: Verdict | None, reason: str
) -> None:
    """Judge a claim as it stands now; no verdict says that it was not assessed, and why."""
    row = _judged(actor, claim, version)
    if not is_sentence(reason):
        words = "Say in a sentence why, so that whoever reads it later can follow you."
        raise Refused(words, field="reason")
    facts = _facts(row)
    fields = records.storable_fields({"reason": reason.strip()})
    session().add(
        ClaimVerdict(
            organisation_id=row.organisation_id,
            claim_id=row.id,
            verdict=verdict,
            computed=computed_of(facts),
            judged=digest_of(facts),
            given_on=clock.today(),
            given_by=actor.user_id,
            **fields,
        )
    )
    _end(actor, row, "judge")


@transactional
def agree_verdict(actor: Actor, claim: str, *, version: int | None) -> None:
    """Agree to the newest verdict about a claim, as somebody other than who gave it."""
    row = _judged(actor, claim, version)
    review = review_of(_facts(row))
    if review is None or review.given.verdict is None:
        raise Refused("There is no verdict about this claim that anybody could agree to.")
    if review.state is VerdictState.out_of_date:
        raise Refused(
            "The facts have moved since this verdict was given. Look at the claim as it is now, "
            "and give a verdict of your own."
        )
    newest = _newest(row)
    if newest.agreed_by is not None:
        raise Refused("A second person has agreed to this verdict already.")
    if newest.given_by == actor.user_id:
        raise Refused("You gave this verdict. Somebody else has to agree to it.")
    newest.agreed_by, newest.agreed_at = actor.user_id, clock.now()
    _end(actor, row, "agree")


def _judged(actor: Actor, claim: str, version: int | None) -> Claim:
    """Return the claim that a person is about to judge, as it was read at this version."""
    actor.must(Permission.DECIDE)
    if actor.user_id is None:
        raise Refused("A verdict is given by a person: sign in and give it there.")
    row = records.find(actor, Kind.CLAIM, Claim, claim)
    if row.archived_at is not None:
        raise Refused(f"{claim} was put away. Bring it back before you judge it.")
    records.must_be(Kind.CLAIM, row, version)
    return row


def _facts(row: Claim) -> ClaimFacts:
    return load_claim_facts(row.organisation_id, [row])[row.id]


def _newest(row: Claim) -> ClaimVerdict:
    return (
        session()
        .scalars(
            sa.select(ClaimVerdict)
            .where(
                ClaimVerdict.organisation_id == row.organisation_id, ClaimVerdict.claim_id == row.id
            )
            .order_by(ClaimVerdict.id.desc())
            .limit(1)
            .execution_options(populate_existing=True)
        )
        .one()
    )


def _end(actor: Actor, row: Claim, action: str) -> None:
    session().flush()
    records.stamp(actor, Kind.CLAIM, row, action)
    touch_alone(actor, products=[row.product_id])
