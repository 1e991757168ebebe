"""Commands: one file per group; each command calls one service."""

from vendor_tracker.cli import (
    audit,
    backups,
    cards,
    checklists,
    costs,
    databases,
    evidence,
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
    costs.group,
    databases.group,
    databases.init,
    evidence.group,
    flags.group,
    imports.import_,
    registers.export,
    registers.group,
    users.group,
)
