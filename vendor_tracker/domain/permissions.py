"""Who may do what: one table from role to permitted acts."""

from enum import StrEnum

from vendor_tracker.domain.vocabulary import Role


class Permission(StrEnum):
    """Acts that a role may include."""

    VIEW = "view"
    LOG = "log"
    # Hand in what a supplier says to a request; all that somebody may who came by a private link.
    ANSWER = "answer"
    DECIDE = "decide"
    IMPORT = "import"
    ADMINISTER = "administer"


_LOGGING = frozenset({Permission.VIEW, Permission.LOG, Permission.ANSWER})

PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.reader: frozenset({Permission.VIEW}),
    Role.officer: _LOGGING | {Permission.IMPORT},
    Role.reviewer: _LOGGING | {Permission.DECIDE},
    Role.administrator: _LOGGING | {Permission.IMPORT, Permission.ADMINISTER},
}


def may(role: Role, permission: Permission) -> bool:
    """Tell whether a role includes an act."""
    return permission in PERMISSIONS[role]
