"""Hold a workbook against the published registers, and two registers against each other."""

import tempfile
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.registercompare import Comparison, SheetCells, compare, content_hash
from vendor_tracker.domain.vocabulary import RegisterState
from vendor_tracker.files.store import EvidenceStore
from vendor_tracker.services import registers
from vendor_tracker.storage.queries.registers.published import (
    PublishedPage,
    find_published,
    get_published,
    last_changes,
)

# It moves with every change of the row, and says nothing to a reader.
_LEFT = frozenset({"Row version"})


class Finding(StrEnum):
    """What a workbook turned out to be."""

    UNALTERED = "unaltered"
    EDITED = "edited"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class Verified:
    """What a workbook is, of which register, and which of its cells differ."""

    finding: Finding
    register: PublishedPage | None = None
    differs: Comparison | None = None

    @property
    def words(self) -> str:
        """Return the finding in a sentence."""
        if self.register is None:
            return "Unknown: no register that was published here has these cells or this hash."
        one = self.register
        state = "" if one.state is RegisterState.published else f" ({one.state.label.lower()})"
        if self.finding is Finding.UNALTERED:
            return f"{one.reference}, {one.name}{state}: every cell is as it was frozen."
        return f"{one.reference}, {one.name}{state}, with edits: it is not what was frozen."


def verify(actor: Actor, store: EvidenceStore, path: Path, name: str) -> Verified:
    """Say whether a workbook is a published register, one with edits, or unknown."""
    from vendor_tracker.excel.contents import hash_said, read_contents

    actor.must(Permission.VIEW)
    sheets, said = read_contents(path, name)
    found = find_published(actor, content_hash(sheets))
    if found is not None:
        return Verified(Finding.UNALTERED, found)
    told = hash_said(said)
    claimed = find_published(actor, told) if told else None
    if claimed is None:
        return Verified(Finding.UNKNOWN)
    frozen = _frozen(actor, store, claimed)
    return Verified(Finding.EDITED, claimed, compare(frozen, sheets))


def compare_published(
    actor: Actor, store: EvidenceStore, ref: str, other: str | None, *, base_url: str
) -> Comparison:
    """Compare a published register with another one, or with the register of now."""
    actor.must(Permission.VIEW)
    first = get_published(actor, ref)
    second = get_published(actor, other) if other else None
    if second is not None and second.chain_seq < first.chain_seq:
        first, second = second, first
    before = _frozen(actor, store, first)
    after = _frozen(actor, store, second) if second else _now(actor, first, base_url)
    found = compare(before, after, _LEFT)
    named = {one.reference for one in found.changed}
    until = second.chain_seq if second else None
    changes = last_changes(actor, named, first.chain_seq, until)
    found.changed = [
        replace(one, who=changes[one.reference][0], at=changes[one.reference][1])
        if one.reference in changes
        else one
        for one in found.changed
    ]
    return found


def _frozen(actor: Actor, store: EvidenceStore, page: PublishedPage) -> list[SheetCells]:
    from vendor_tracker.excel.contents import read_contents

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        with store.open_file(actor.organisation_code, page.sha256) as stream:
            path.write_bytes(stream.read())
        return read_contents(path, page.file_name)[0]


def _now(actor: Actor, page: PublishedPage, base_url: str) -> list[SheetCells]:
    from vendor_tracker.excel.contents import read_contents

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        registers.export_register(actor, path, base_url=base_url, choice=page.choice)
        return read_contents(path, path.name)[0]


def lines(found: Verified, most: int = 50) -> list[str]:
    """Return in words what differs from the frozen file, cell by cell, at most so many."""
    differs = found.differs
    if differs is None:
        return []
    told = [
        f"{one.sheet}, row {one.row} ({one.reference}), {one.heading}: "
        f"“{one.before}” is “{one.after}”"
        for one in differs.changed
    ]
    told += [f"{one.sheet}, row {one.row} ({one.reference}): added" for one in differs.added]
    told += [f"{one.sheet} ({one.reference}): taken out" for one in differs.closed]
    told += differs.notices
    told = told or ["Rows stand in another order; each says what it said."]
    return told if len(told) <= most else [*told[:most], f"And {len(told) - most:,} more."]
