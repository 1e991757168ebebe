"""Commands: one file per group; each command calls one service."""

from vendor_tracker.cli import (
    audit,
    backups,
    cards,
    checklists,
    databases,
    flags,
    imports,
    registers,
    users,
)

GROUPS = (
    audit.group,
    backups.backup,
    backups.doctor,
    backups.restore,
    cards.import_card,
    checklists.group,
    databases.group,
    databases.init,
    flags.group,
    imports.import_,
    registers.export,
    users.group,
)
