"""What can go wrong, in words the user can act on."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field


class ProductError(Exception):
    """Base of every error the program raises on purpose."""


class NotFound(ProductError):
    """No such record in this organisation."""


class Forbidden(ProductError):
    """The actor's role does not include this act."""


class Refused(ProductError):
    """The act breaks a rule of the product; says which field and what to do."""

    def __init__(self, message: str, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class RefusedMany(ProductError):
    """Several fields were refused at once."""

    def __init__(self, refusals: Sequence[Refused]) -> None:
        super().__init__("; ".join(refusal.message for refusal in refusals))
        self.refusals = tuple(refusals)


@dataclass
class Conflict(ProductError):
    """The record moved on since it was read: both versions, and who changed it."""

    reference: str
    stored: Mapping[str, object] = field(default_factory=dict)
    changed_by: str = ""
    # The private key of whoever changed it, so that readers are told when it was themselves.
    changed_by_id: int | None = None

    def __str__(self) -> str:
        """Say what happened in one sentence."""
        return f"{self.reference} was changed by someone else since you opened it"
