"""Look an installation over, and say in words what is not well."""

import io
import shutil
import stat
import sys
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from vendor_tracker.config import Settings
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.vocabulary import ScanState
from vendor_tracker.files.scanner import scanner_of
from vendor_tracker.files.store import EvidenceStore
from vendor_tracker.services import checklists
from vendor_tracker.storage import migrate
from vendor_tracker.storage.db import Database, log_is_safe, session, sqlite_driver
from vendor_tracker.storage.models import Organisation, StoredFile

_ROOM = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing that was looked at."""

    what: str
    is_well: bool
    words: str


def examine(settings: Settings, database: Database) -> list[Finding]:
    """Return everything that was looked at, well or not."""
    return [
        _python(),
        _library(database),
        _revision(database),
        _checklists(database),
        _secret(settings),
        _folder(settings.instance),
        _room(settings.instance),
        _evidence(settings),
        _scanner(settings),
        _scanned(),
    ]


def _python() -> Finding:
    found = ".".join(str(part) for part in sys.version_info[:3])
    return Finding("Python", sys.version_info >= (3, 11), found)


def _library(database: Database) -> Finding:
    if not database.is_embedded:
        return Finding("Database", True, "PostgreSQL")
    driver = sqlite_driver()
    is_safe = log_is_safe(driver.sqlite_version_info)
    journal = "write-ahead log" if is_safe else "rollback journal, slower: this release is old"
    return Finding("Database", True, f"SQLite {driver.sqlite_version}, {journal}")


def _checklists(database: Database) -> Finding:
    if migrate.current(database) != migrate.head():
        return Finding("Checklists", False, "not looked at before the database is upgraded")
    try:
        checklists.refuse_altered(database)
    except checklists.AlteredChecklist as fault:
        return Finding("Checklists", False, str(fault))
    return Finding("Checklists", True, "as published")


def _revision(database: Database) -> Finding:
    found, expected = migrate.current(database), migrate.head()
    if found == expected:
        return Finding("Revision", True, f"{found}, as expected")
    return Finding("Revision", False, f"{found}, expected {expected}: vendor-tracker db upgrade")


def _secret(settings: Settings) -> Finding:
    is_well = len(settings.secret_key) >= 32
    return Finding("Secret key", is_well, "set" if is_well else "missing or too short")


def _folder(instance: Path) -> Finding:
    if not instance.is_dir():
        return Finding("Instance folder", False, f"{instance} does not exist")
    is_open = sys.platform != "win32" and bool(
        instance.stat().st_mode & (stat.S_IRWXG | stat.S_IRWXO)
    )
    words = f"{instance} can be read by others: chmod 700" if is_open else str(instance)
    return Finding("Instance folder", not is_open, words)


def _room(instance: Path) -> Finding:
    free = shutil.disk_usage(instance if instance.is_dir() else ".").free
    return Finding("Free disk space", free > _ROOM, f"{free / 1e9:.1f} GB")


def _evidence(settings: Settings) -> Finding:
    store = EvidenceStore(settings.evidence, settings.upload_limit_mb * 1024 * 1024)
    rows = session().execute(
        sa.select(Organisation.code, StoredFile.sha256).join(
            Organisation, Organisation.id == StoredFile.organisation_id
        )
    )
    count, bad = 0, []
    for code, digest in rows:
        count += 1
        try:
            store.open_file(code, digest).close()
        except Refused as refusal:
            bad.append(f"{code}/{digest[:12]}: {refusal.message}")
    words = f"{count} files, each as it was stored" if not bad else "; ".join(bad[:5])
    return Finding("Evidence files", not bad, words)


def _scanner(settings: Settings) -> Finding:
    scanner = scanner_of(settings.clamav, settings.upload_limit_mb)
    if scanner is None:
        return Finding("Virus scanner", True, "none is set up, so no file is scanned")
    said = scanner.look(io.BytesIO(b"Is anybody there?"))
    if said.state is ScanState.clean:
        return Finding("Virus scanner", True, f"{settings.clamav} answers")
    words = f"{settings.clamav} does not answer as it should ({said.words}): new files are held"
    return Finding("Virus scanner", False, words)


def _scanned() -> Finding:
    """Tell how many files wait for the scanner, and in how many it found something."""
    rows = session().execute(sa.select(StoredFile.scan, sa.func.count()).group_by(StoredFile.scan))
    counts = {row[0]: int(row[1]) for row in rows}
    held, infected = counts.get(ScanState.held, 0), counts.get(ScanState.infected, 0)
    parts = [f"{held:,} held: vendor-tracker evidence scan"] if held else []
    parts += [f"{infected:,} infected: take them out on their pages"] if infected else []
    return Finding("Scanned files", not parts, "; ".join(parts) or "none is held or infected")
