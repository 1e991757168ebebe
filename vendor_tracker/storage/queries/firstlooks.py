"""The ten facts of a first look, as far as they are known."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.attention import Look, first_look
from vendor_tracker.domain.clocks import version_in_use
from vendor_tracker.domain.contractfacts import ContractFacts
from vendor_tracker.domain.dossier import (
    ProductDossier,
)
from vendor_tracker.domain.facts import (
    VersionFacts,
)
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Contract, ContractProduct, Product
from vendor_tracker.storage.queries.heads import ProductHead, find_head


@dataclass(frozen=True, slots=True)
class FirstLook:
    """A product with what is known of it at first sight."""

    head: ProductHead
    looks: tuple[Look, ...]
    answers: dict[str, str]
    version_in_use: VersionFacts | None
    contract_ends_on: date | None

    @property
    def known(self) -> int:
        """Return how many of the ten facts are known."""
        return sum(1 for look in self.looks if look.is_known)


def get_first_look(actor: Actor, ref: str) -> FirstLook:
    """Return what is known of a product at first sight."""
    found, today = find_head(actor, ref), clock.today()
    row = session().get_one(Product, found.id)
    answers = {name: value[0] for name, value in row.about.items()}
    versions = tuple(line.facts for line in found.head.versions)
    contracts = _contracts(actor, found.id)
    dossier = ProductDossier(
        ref,
        accountable=row.accountable,
        about=answers,
        versions=versions,
        contracts=contracts,
    )
    ends = [contract.ends_on for contract in contracts if contract.ends_on is not None]
    return FirstLook(
        found.head,
        first_look(dossier, today),
        answers,
        version_in_use(versions, today),
        max(ends, default=None),
    )


def _contracts(actor: Actor, product_id: int) -> tuple[ContractFacts, ...]:
    rows = session().execute(
        sa.select(Contract.number, Contract.title, Contract.starts_on, Contract.ends_on)
        .join(ContractProduct, ContractProduct.contract_id == Contract.id)
        .where(
            ContractProduct.organisation_id == actor.organisation_id,
            ContractProduct.product_id == product_id,
            Contract.archived_at.is_(None),
        )
        .order_by(Contract.id)
    )
    return tuple(
        ContractFacts(reference(Kind.CONTRACT, number), title, starts_on, ends_on)
        for number, title, starts_on, ends_on in rows
    )
