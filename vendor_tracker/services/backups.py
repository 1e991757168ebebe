"""Keep a whole installation in one file, and bring one back."""

import shutil
import tempfile
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

from vendor_tracker import __version__, clock
from vendor_tracker.config import DATABASE_NAME, Settings
from vendor_tracker.domain.errors import Refused
from vendor_tracker.files.backup import check_backup, evidence_name, unpack_backup, write_backup
from vendor_tracker.files.manifests import Report
from vendor_tracker.services import databases
from vendor_tracker.storage import copying, migrate
from vendor_tracker.storage.db import Database


def write(
    settings: Settings, database: Database, out: Path, progress: Callable[[str], None]
) -> Report:
    """Write database, evidence and settings without secrets into one sealed file."""
    with tempfile.TemporaryDirectory(dir=settings.instance) as folder:
        copy = Path(folder) / DATABASE_NAME
        copying.copy_to_file(database, copy, progress)
        copied = Database(f"sqlite:///{copy}")
        try:
            meta = {
                "program": __version__,
                "revision": migrate.current(copied),
                "made_at": clock.now().isoformat(),
                "rows": copying.count_rows(copied),
                # So that a file which is not inside is noticed, also when it comes back.
                "named": [evidence_name(*one) for one in copying.name_files(copied)],
            }
        finally:
            copied.dispose()
        progress("evidence")
        return write_backup(out, copy, settings.evidence, public_settings(settings), meta)


def check(path: Path) -> Report:
    """Read every byte of a backup; return what it holds, or refuse it in words."""
    return check_backup(path)


def restore(settings: Settings, path: Path, progress: Callable[[str], None]) -> Report:
    """Bring a backup back into an installation that holds nothing yet."""
    with databases.at_hand(settings) as database:
        _refuse_existing(settings, database)
        settings.instance.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryDirectory(dir=settings.instance) as folder:
            progress("reading every byte")
            unpacked = Path(folder) / "backup"
            report = unpack_backup(path, unpacked)
            copy = unpacked / report.database
            _upgrade(copy)
            _put_evidence(settings, unpacked)
            try:
                _put_database(database, copy, progress)
            except BaseException:
                # Nothing is left behind, so that it can simply be tried again.
                shutil.rmtree(settings.evidence, ignore_errors=True)
                raise
    return report


def _refuse_existing(settings: Settings, database: Database) -> None:
    if databases.holds_organisations(database):
        raise Refused(
            "There is a database here already; nothing was changed. Name an empty folder with "
            "VENDOR_TRACKER_INSTANCE, or an empty database with VENDOR_TRACKER_DATABASE_URL."
        )
    if settings.evidence.exists() and any(settings.evidence.iterdir()):
        raise Refused(f"{settings.evidence} is not empty; nothing was changed.")


def public_settings(settings: Settings) -> dict[str, object]:
    """Return the settings that a reader of the backup may see."""
    return {
        "base_url": settings.base_url,
        "trusted_hosts": list(settings.trusted_hosts),
        "proxy_hops": settings.proxy_hops,
        "evidence_quota_mb": settings.evidence_quota_mb,
        "upload_limit_mb": settings.upload_limit_mb,
        "engine": settings.database_url.partition(":")[0],
    }


def _put_evidence(settings: Settings, unpacked: Path) -> None:
    with suppress(FileNotFoundError):
        settings.evidence.rmdir()
    source = unpacked / "evidence"
    if source.exists():
        shutil.move(source, settings.evidence)
    else:
        settings.evidence.mkdir(mode=0o700)


def _upgrade(copy: Path) -> None:
    """Bring the unpacked database to the revision this program needs."""
    unpacked = Database(f"sqlite:///{copy}")
    try:
        revision = migrate.current(unpacked)
        if revision is None or not migrate.knows(revision):
            raise Refused(
                f"This backup was made by a newer program (revision {revision}). Install that "
                "version, then restore; nothing was changed."
            )
        migrate.upgrade(unpacked)
    finally:
        unpacked.dispose()


def _put_database(database: Database, copy: Path, progress: Callable[[str], None]) -> None:
    if database.is_embedded:
        database.dispose()
        shutil.move(copy, str(database.url.database))
        return
    source = Database(f"sqlite:///{copy}")
    try:
        migrate.upgrade(database)
        copying.copy_rows(source, database, progress)
    finally:
        source.dispose()
