"""Write one part of a contract at a time: its terms, or its rows."""

import dataclasses
from collections.abc import Sequence
from typing import Any, Unpack

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.contractrows import ContractRow, KpiRow, check_rows, numbered
from vendor_tracker.domain.contracts import ContractPart, wrong_terms
from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind
from vendor_tracker.services import children, records
from vendor_tracker.services.contracts import ContractFields, after, touch_parties
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.models import (
    Contract,
    ContractBreak,
    ContractKpi,
    ContractNotice,
    ContractRating,
)
from vendor_tracker.storage.queries.contractrows import get_contract_rows

_TABLES: dict[ContractPart, type[Any]] = {
    ContractPart.breaks: ContractBreak,
    ContractPart.notices: ContractNotice,
    ContractPart.measures: ContractKpi,
    ContractPart.ratings: ContractRating,
}


@transactional
def save_terms(
    actor: Actor, ref: str, *, version: int | None, **fields: Unpack[ContractFields]
) -> None:
    """Save some terms of a contract, judged with all the others; Conflict if it moved on."""
    row = _find_live(actor, ref)
    records.must_be(Kind.CONTRACT, row, version)
    wrong = wrong_terms(after(row, fields), clock.today())
    if wrong:
        raise RefusedMany(wrong)
    if records.change(actor, Kind.CONTRACT, row, version=None, **fields):
        touch_parties(actor, row)


@transactional
def save_rows(
    actor: Actor, ref: str, part: ContractPart, *, version: int | None, rows: Sequence[ContractRow]
) -> None:
    """Make these the rows of one part of a contract, read at this version."""
    row = _find_live(actor, ref)
    records.must_be(Kind.CONTRACT, row, version)
    before = get_contract_rows(actor, ref)
    check_rows(part, rows, before, after(row, {}), clock.today())
    if part is ContractPart.measures:
        rows = numbered([one for one in rows if isinstance(one, KpiRow)], before)
    wanted = [dataclasses.asdict(one) for one in rows]
    if children.replace(_TABLES[part], row, "contract_id", wanted):
        records.stamp(actor, Kind.CONTRACT, row, "change")
        touch_parties(actor, row)


def _find_live(actor: Actor, ref: str) -> Contract:
    actor.must(Permission.LOG)
    row = records.find(actor, Kind.CONTRACT, Contract, ref)
    if row.archived_at is not None:
        raise Refused(f"{ref} is put away. Bring it back first.")
    return row
