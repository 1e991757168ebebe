"""What bringing a card in would do, and what it did: said before anything changes."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from enum import StrEnum
from hashlib import sha256
from typing import Any

from vendor_tracker.domain.cards.blanks import Blanks
from vendor_tracker.domain.cards.statements import Stated
from vendor_tracker.domain.vocabulary import CardSource


@dataclass(frozen=True, slots=True)
class CardFile:
    """A card as it was read from a file, whatever the file was."""

    file_name: str
    source: CardSource
    edition: str
    fields: Mapping[str, str]
    notices: tuple[str, ...] = ()

    def says(self, name: str) -> str:
        """Return what the card says in a part that is one line, such as ModelName."""
        return " ".join(self.fields.get(f"chai.{name}", "").split())


class ClaimAct(StrEnum):
    """What becomes of one statement of a card."""

    new = "new"
    changed = "changed"
    same = "same"
    away = "put away"


@dataclass(frozen=True, slots=True)
class ClaimPlan:
    """One statement and what becomes of it; a claim that is not there yet has no reference."""

    act: ClaimAct
    stated: Stated
    reference: str = ""
    # What the card said before, where it says something else now.
    before: Stated | None = None


@dataclass(frozen=True, slots=True)
class Party:
    """A supplier, product or version that a card names; without a reference it would be made."""

    name: str
    reference: str = ""


@dataclass(frozen=True, slots=True)
class CardPlan:
    """What a card would do here."""

    file: CardFile
    supplier: Party | None
    product: Party
    version: Party | None
    card: str
    fields: Mapping[str, str]
    # Fields whose text differs from what is stored.
    moved: int
    claims: tuple[ClaimPlan, ...]
    blanks: Blanks
    notices: tuple[str, ...]

    def of(self, act: ClaimAct) -> tuple[ClaimPlan, ...]:
        """Return the statements that this becomes of."""
        return tuple(claim for claim in self.claims if claim.act is act)

    @property
    def changes_nothing(self) -> bool:
        """Tell whether all of it is here already."""
        return bool(self.card) and not (
            self.moved or self.of(ClaimAct.new) or self.of(ClaimAct.changed)
        )

    @property
    def fingerprint(self) -> str:
        """Return the digest of what would be done, to do exactly what was shown."""
        parts = (
            self.supplier, self.product, self.version, self.card, sorted(self.fields.items()),
            [(claim.act.value, claim.reference, claim.stated) for claim in self.claims],
        )  # fmt: skip
        return sha256(repr(parts).encode()).hexdigest()


def as_json(plan: CardPlan, *, applied: bool) -> dict[str, Any]:
    """Return a plan in values that JSON knows."""

    def party(one: Party | None) -> dict[str, str | None] | None:
        return None if one is None else {"name": one.name, "reference": one.reference or None}

    return {
        "file": plan.file.file_name,
        "edition": plan.file.edition,
        "applied": applied,
        "changes_nothing": plan.changes_nothing and not applied,
        "supplier": party(plan.supplier),
        "product": party(plan.product),
        "version": party(plan.version),
        "card": plan.card or None,
        "claims": [
            {
                "act": claim.act.value,
                "reference": claim.reference or None,
                "field": claim.stated.field,
                "kind": claim.stated.kind.value,
                "statement": claim.stated.statement,
            }
            for claim in plan.claims
        ],
        "form": asdict(plan.blanks) | {"of": plan.blanks.total},
        "notices": list(plan.notices),
    }
