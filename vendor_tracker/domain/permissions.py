"""Who may do what: one table from role to permitted acts."""

from enum import StrEnum

from vendor_tracker.domain.vocabulary import Role


class Permission(StrEnum):
    """Acts that a role may include."""

    VIEW = "view"
    LOG = "log"
    DECIDE = "decide"
    IMPORT = "import"
    ADMINISTER = "administer"


PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.reader: frozenset({Permission.VIEW}),
    Role.officer: frozenset({Permission.VIEW, Permission.LOG, Permission.IMPORT}),
    Role.reviewer: frozenset({Permission.VIEW, Permission.LOG, Permission.DECIDE}),
    Role.administrator: frozenset(
        {Permission.VIEW, Permission.LOG, Permission.IMPORT, Permission.ADMINISTER}
    ),
}


def may(role: Role, permission: Permission) -> bool:
    """Tell whether a role includes an act."""
    return permission in PERMISSIONS[role]
