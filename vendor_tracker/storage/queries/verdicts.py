"""The verdicts of reviewers about a claim, with the names of those who gave and agreed to them."""

from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.references import Kind, number_of
from vendor_tracker.domain.vocabulary import Verdict
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Claim, ClaimVerdict, User


@dataclass(frozen=True, slots=True)
class VerdictRow:
    """One verdict as it was given."""

    verdict: Verdict | None
    computed: Verdict | None
    reason: str
    given_on: date
    given_by: str
    agreed_at: datetime | None
    agreed_by: str
    # Whoever asks gave it, so that somebody else has to agree.
    is_own: bool


# Aliases of the table, not of its class: that would set up every mapping at each start.
_GIVEN_BY, _AGREED_BY = (sa.alias(User.__table__, one) for one in ("given", "agreed"))


def list_verdicts(actor: Actor, claim: str) -> tuple[VerdictRow, ...]:
    """Return every verdict about a claim, the newest first."""
    given = ClaimVerdict
    rows = session().execute(
        sa.select(
            given.verdict, given.computed, given.reason, given.given_on,
            _GIVEN_BY.c.name.label("giver"), given.agreed_at,
            sa.func.coalesce(_AGREED_BY.c.name, "").label("second"), given.given_by,
        )
        .join(Claim, Claim.id == given.claim_id)
        .join(_GIVEN_BY, _GIVEN_BY.c.id == given.given_by)
        .outerjoin(_AGREED_BY, _AGREED_BY.c.id == given.agreed_by)
        .where(
            given.organisation_id == actor.organisation_id,
            Claim.number == number_of(Kind.CLAIM, claim),
        )
        .order_by(given.id.desc())
    )  # fmt: skip
    return tuple(
        VerdictRow(
            row.verdict, row.computed, row.reason, row.given_on, row.giver, row.agreed_at,
            row.second, row.given_by == actor.user_id,
        )
        for row in rows
    )  # fmt: skip
