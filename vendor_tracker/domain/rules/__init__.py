"""Every gap rule, by theme: a rule that is not listed here is never asked."""

from vendor_tracker.domain.gaps import GapRule
from vendor_tracker.domain.rules import (
    answers,
    benefits,
    bias,
    cards,
    cases,
    contracts,
    costs,
    debates,
    devices,
    duties,
    evidence,
    groups,
    ledgers,
    lives,
    owing,
    proof,
    relationship,
    transparency,
    unanswered,
    verdicts,
)

ALL_RULES: tuple[GapRule, ...] = tuple(
    sorted(
        (
            *answers.RULES,
            *unanswered.RULES,
            *debates.RULES,
            *transparency.RULES,
            *verdicts.RULES,
            *bias.RULES,
            *groups.RULES,
            *cards.RULES,
            *cases.RULES,
            *benefits.RULES,
            *contracts.RULES,
            *costs.RULES,
            *ledgers.RULES,
            *lives.RULES,
            *owing.RULES,
            *relationship.RULES,
            *evidence.RULES,
            *devices.RULES,
            *duties.RULES,
            *proof.RULES,
        ),
        key=lambda rule: rule.code,
    )
)
RULES_BY_CODE: dict[str, GapRule] = {rule.code: rule for rule in ALL_RULES}
