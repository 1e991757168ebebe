"""The form of a reviewer's verdict."""

from typing import Any

from vendor_tracker.domain.vocabulary import Coded, Verdict
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.fields import Choice, Words, needed


class _Without(Coded):
    """What stands among the verdicts and is none."""

    not_assessed = "not_assessed", "Not assessed", "You looked and cannot say; the figures stand"


class VerdictForm(Form):
    """What a reviewer makes of a claim, and why."""

    verdict = Choice(
        "Your verdict",
        (*Verdict, *_Without),
        empty="Choose one",
        validators=[needed("Choose your verdict.")],
    )
    reason = Words(
        "Why?",
        description="A sentence or two: what you looked at, and what decided it.",
        validators=[needed("Say in a sentence why, so that others can follow you.")],
    )

    def judgement(self) -> dict[str, Any]:
        """Return verdict and reason; not assessed is no verdict."""
        found = self.verdict.data
        return {
            "verdict": found if isinstance(found, Verdict) else None,
            "reason": self.reason.data,
        }
