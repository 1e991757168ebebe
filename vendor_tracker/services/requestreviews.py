"""Judge several answers of a supplier in one go: accept, return or do not take each."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind
from vendor_tracker.services import records, requests
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.models import SupplierRequest


class Verb(StrEnum):
    """What a reviewer does with an answer."""

    accept = "accept"
    give_back = "return"
    reject = "reject"


@dataclass(frozen=True, slots=True)
class Judgement:
    """What a reviewer makes of one answer, and the box in which the reason stands."""

    item: str
    verb: Verb
    reason: str = ""
    as_claim: bool = False
    field: str = "reason"


@transactional
def judge_answers(
    actor: Actor, ref: str, judgements: Sequence[Judgement], *, version: int | None
) -> int:
    """Do all of it or nothing; return how many were judged."""
    actor.must(Permission.DECIDE)
    row = records.find(actor, Kind.REQUEST, SupplierRequest, ref)
    records.must_be(Kind.REQUEST, row, version)
    found = []
    for one in judgements:
        try:
            _judge(actor, ref, one)
        except Refused as refused:
            found.append(Refused(f"{one.item}: {refused.message}", field=one.field))
    if found:
        raise RefusedMany(tuple(found))
    return len(judgements)


def _judge(actor: Actor, ref: str, one: Judgement) -> None:
    if one.verb is Verb.accept:
        requests.accept_item(actor, ref, one.item, version=None, as_claim=one.as_claim)
    elif one.verb is Verb.give_back:
        requests.return_item(actor, ref, one.item, version=None, reason=one.reason)
    else:
        requests.reject_item(actor, ref, one.item, version=None, reason=one.reason)
