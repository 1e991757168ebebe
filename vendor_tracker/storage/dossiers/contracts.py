"""Whether the contracts of products are worth more than the law sets for published measures."""

from datetime import date

import sqlalchemy as sa

from vendor_tracker.domain.contractfacts import ContractFacts
from vendor_tracker.domain.contractvalues import any_exceeds
from vendor_tracker.domain.settings import Limits
from vendor_tracker.domain.vocabulary import Known
from vendor_tracker.storage.db import session
from vendor_tracker.storage.dossiers.rows import Grouped
from vendor_tracker.storage.queries.settings import setting_of

_KEY = "kpi_contract_pounds"


def load_over_5m(
    organisation_id: int, contracts: Grouped[ContractFacts], on: date
) -> dict[int, Known]:
    """Return what is known by product, for those with a contract that says its value."""
    valued = {
        key: found
        for key, found in contracts.items()
        if any(not _is_silent(contract) for contract in found)
    }
    if not valued:
        return {}
    limit = _limit(organisation_id, on)
    return {key: any_exceeds(found, limit) for key, found in valued.items()}


def _is_silent(contract: ContractFacts) -> bool:
    return contract.value_total is None and contract.value_with_vat is None


def _limit(organisation_id: int, on: date) -> int:
    stored = session().scalar(sa.select(setting_of(organisation_id, _KEY, on)))
    return Limits().kpi_contract_pounds if stored is None else int(stored)
