"""Who acts, in which organisation, in which role."""

from dataclasses import dataclass

from vendor_tracker.domain.errors import Forbidden
from vendor_tracker.domain.permissions import Permission, may
from vendor_tracker.domain.vocabulary import Discipline, Role

# How the history names whoever answers by a private link; their own name follows.
BY_LINK = "supplier by link"


@dataclass(frozen=True, slots=True)
class Actor:
    """One person acting for one organisation during one request or command."""

    user_id: int | None
    name: str
    role: Role
    organisation_id: int
    organisation_code: str
    organisation_name: str
    is_example: bool = False
    # The skills for which this person may agree to waivers.
    disciplines: frozenset[Discipline] = frozenset()

    def may(self, permission: Permission) -> bool:
        """Tell whether this person may do this kind of act."""
        return may(self.role, permission)

    def must(self, permission: Permission) -> None:
        """Raise Forbidden unless this person may do this kind of act."""
        if not self.may(permission):
            raise Forbidden(permission.value)


@dataclass(frozen=True, slots=True)
class Guest(Actor):
    """Somebody at a supplier who came by a private link: they answer, and do nothing else."""

    def may(self, permission: Permission) -> bool:
        """Tell whether this is the one act that a link opens, whatever the role."""
        return permission is Permission.ANSWER
