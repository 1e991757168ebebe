"""Say of each promise of a supplier whether it reached the contract."""

from collections.abc import Sequence
from dataclasses import dataclass

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.vocabulary import Known
from vendor_tracker.services import promises
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.queries.contractrows import list_contract_promises
from vendor_tracker.storage.queries.contracts import get_contract


@dataclass(frozen=True, slots=True)
class Reached:
    """Whether one promise, as it was read at this version, stands in the contract."""

    promise: str
    version: int
    in_contract: Known


@transactional
def answer_promises(actor: Actor, ref: str, answers: Sequence[Reached]) -> int:
    """Note which promises are in a contract; return how many answers moved."""
    actor.must(Permission.LOG)
    contract = get_contract(actor, ref)
    if contract.is_archived:
        raise Refused(f"{ref} is put away. Bring it back first.")
    stored = {row.reference: row for row in list_contract_promises(actor, contract)}
    moved = 0
    for answer in answers:
        row = stored.get(answer.promise)
        if row is None:
            raise NotFound(answer.promise)
        if row.in_contract is answer.in_contract:
            continue
        promises.change_promise(
            actor, answer.promise, version=answer.version, in_contract=answer.in_contract
        )
        moved += 1
    return moved
