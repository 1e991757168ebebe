"""Look a register over before it is handed out; it can be had whatever is found."""

from collections import Counter
from collections.abc import Sequence

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.registerchecks import Finding, verdict_of
from vendor_tracker.excel.about import Fact
from vendor_tracker.excel.sheets import ALL_SHEETS
from vendor_tracker.storage.queries.registers.checks import list_findings
from vendor_tracker.storage.queries.registers.scope import Scope

_TITLES = {
    (sheet.name, column.key): (sheet.title, column.title)
    for sheet in ALL_SHEETS
    for column in sheet.columns
}


def title_of(finding: Finding) -> tuple[str, str]:
    """Return what the sheet and the column of a finding are called."""
    return _TITLES[finding.sheet, finding.column]


def check_facts(actor: Actor, scope: Scope, sheets: Sequence[str]) -> list[Fact]:
    """Say on the first sheet whether a register is complete, and what is not."""
    actor.must(Permission.VIEW)
    findings = list_findings(actor, scope, sheets)
    counted = Counter((one.level, title_of(one), one.words) for one in findings)
    facts: list[Fact] = [("Complete", verdict_of(findings))]
    for (level, (sheet, column), words), count in counted.items():
        facts.append((f"{level.label}: {sheet}, {column}", f"{_rows(count)}. {words}"))
    return facts


def _rows(count: int) -> str:
    return "1 row" if count == 1 else f"{count:,} rows"
