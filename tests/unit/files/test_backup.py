"""A backup is whole, private, free of secrets, and refused when one byte of it changed."""

import hashlib
import io
import json
import os
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from tests.unit.files import samples
from vendor_tracker.domain.errors import Refused
from vendor_tracker.files.backup import (
    BadBackup,
    Report,
    check_backup,
    unpack_backup,
    without_secrets,
    write_backup,
)
from vendor_tracker.files.seals import EMPTY_SEAL, seal
from vendor_tracker.files.store import EvidenceStore

SETTINGS = {"port": 8000, "secret_key": "never", "evidence": Path("instance/evidence")}
META = {"made_at": "2026-11-22T10:00:00+00:00", "program": "0.1.0"}


@pytest.fixture
def installation(tmp_path: Path) -> Path:
    """Return a folder with a database copy and two evidence files."""
    (tmp_path / "copy.sqlite").write_bytes(b"SQLite format 3\0" + bytes(range(256)) * 4)
    store = EvidenceStore(tmp_path / "evidence")
    store.keep("rht", io.BytesIO(samples.PDF), "report.pdf")
    store.keep("DEMO", io.BytesIO(samples.png()), "screen.png")
    return tmp_path


def write(installation: Path, name: str = "backup.zip") -> tuple[Path, Report]:
    """Write a backup of the installation."""
    out = installation / "backups" / name
    copy = installation / "copy.sqlite"
    return out, write_backup(out, copy, installation / "evidence", SETTINGS, META)


def forge(out: Path, parts: dict[str, bytes], listed: dict[str, bytes] | None = None) -> Path:
    """Write a sealed file of these parts, with the list saying what it is told to say."""
    files = {
        name: {"size": len(content), "sha256": hashlib.sha256(content).hexdigest()}
        for name, content in (parts if listed is None else listed).items()
    }
    manifest = {"format": "vendor-tracker-backup", "format_version": 1, "meta": {}, "files": files}
    with out.open("w+b") as stream:
        with zipfile.ZipFile(stream, "w") as archive:
            for name, content in parts.items():
                archive.writestr(name, content)
            archive.writestr("manifest.json", json.dumps(manifest))
            archive.comment = EMPTY_SEAL
        seal(stream)
    return out


def test_a_backup_holds_database_evidence_and_settings(installation: Path) -> None:
    out, report = write(installation)
    assert check_backup(out) == report
    assert report.database == "database/copy.sqlite"
    assert [part.name.split("/")[1] for part in report.evidence] == ["DEMO", "rht"]
    assert report.altered == ()
    assert report.meta == META
    assert report.size > len(samples.PDF)
    assert [path.name for path in out.parent.iterdir()] == ["backup.zip"]


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_only_this_account_may_read_a_backup(installation: Path) -> None:
    out, _ = write(installation)
    assert out.stat().st_mode & 0o777 == 0o600


def test_a_backup_is_unpacked_as_it_was(installation: Path) -> None:
    out, report = write(installation)
    target = installation / "new" / "instance"
    assert unpack_backup(out, target) == report
    copy = installation / "copy.sqlite"
    assert (target / "database" / "copy.sqlite").read_bytes() == copy.read_bytes()
    store = EvidenceStore(target / "evidence")
    for kept in EvidenceStore(installation / "evidence").files():
        store.open_file(kept.organisation_code, kept.sha256).close()
    assert json.loads((target / "settings.json").read_text()) == {
        "evidence": "instance/evidence",
        "port": 8000,
    }
    assert [path.name for path in target.parent.iterdir()] == ["instance"]


def test_an_empty_folder_may_be_unpacked_into_and_another_may_not(installation: Path) -> None:
    out, _ = write(installation)
    target = installation / "target"
    target.mkdir()
    unpack_backup(out, target)
    before = sorted(target.rglob("*"))
    with pytest.raises(Refused, match="not empty"):
        unpack_backup(out, target)
    with pytest.raises(Refused, match="not empty"):
        unpack_backup(out, out)
    assert sorted(target.rglob("*")) == before


def test_an_earlier_backup_is_never_written_over(installation: Path) -> None:
    out, _ = write(installation)
    before = out.read_bytes()
    with pytest.raises(Refused, match="exists already"):
        write(installation)
    assert out.read_bytes() == before


def test_one_changed_byte_anywhere_is_refused(installation: Path) -> None:
    out, _ = write(installation)
    content = out.read_bytes()
    damaged = installation / "damaged.zip"
    for place in range(len(content)):
        changed = bytearray(content)
        changed[place] ^= 1 << (place % 8)
        damaged.write_bytes(changed)
        with pytest.raises(BadBackup):
            check_backup(damaged)


@pytest.mark.parametrize("length", [0, 1, 63, 64, 71, 500, -1])
def test_a_cut_backup_is_refused(installation: Path, length: int) -> None:
    out, _ = write(installation)
    cut = installation / "cut.zip"
    cut.write_bytes(out.read_bytes()[:length])
    with pytest.raises(BadBackup):
        check_backup(cut)


def test_a_file_that_is_not_there_or_no_backup_is_refused(installation: Path) -> None:
    with pytest.raises(BadBackup, match="There is no file"):
        check_backup(installation / "none.zip")
    with pytest.raises(BadBackup, match="seal at its end is missing"):
        check_backup(installation / "copy.sqlite")


@pytest.mark.parametrize(
    "name",
    [
        "../evil",
        "evidence/../../evil",
        "/etc/evil",
        "evidence//evil",
        "C:\\evil",
        "evidence/..\\evil",
        "evidence/.hidden",
        "elsewhere/file",
        "evidence/a\0b",
    ],
)
def test_a_name_that_climbs_out_is_refused(tmp_path: Path, name: str) -> None:
    listed = {"database/d": b"d", name: b"x"}
    forged = forge(tmp_path / "forged.zip", listed, listed)
    with pytest.raises(BadBackup, match="outside its own folder"):
        unpack_backup(forged, tmp_path / "target")
    assert [path.name for path in tmp_path.iterdir()] == ["forged.zip"]


def test_a_part_that_is_not_what_the_list_says_is_refused_and_nothing_stays(
    tmp_path: Path,
) -> None:
    parts = {"database/d": b"d", "evidence/rht/x": b"real"}
    forged = forge(tmp_path / "forged.zip", parts, parts | {"evidence/rht/x": b"fake"})
    with pytest.raises(BadBackup, match="evidence/rht/x inside this backup is damaged"):
        unpack_backup(forged, tmp_path / "target")
    assert not (tmp_path / "target").exists()


def test_a_part_beside_the_list_is_refused(tmp_path: Path) -> None:
    parts = {"database/d": b"d"}
    more = forge(tmp_path / "more.zip", parts | {"evidence/x": b"x"}, parts)
    fewer = forge(tmp_path / "fewer.zip", parts, parts | {"evidence/x": b"x"})
    for forged in (more, fewer):
        with pytest.raises(BadBackup, match="not those on its list"):
            check_backup(forged)


@pytest.mark.parametrize("names", [[], ["database/a", "database/b"]])
def test_a_backup_without_exactly_one_database_is_refused(tmp_path: Path, names: list[str]) -> None:
    forged = forge(tmp_path / "forged.zip", dict.fromkeys(names, b"d"))
    with pytest.raises(BadBackup, match="exactly one database"):
        check_backup(forged)


def test_evidence_that_was_altered_before_is_backed_up_and_told(installation: Path) -> None:
    kept = next(EvidenceStore(installation / "evidence").files())
    kept.path.write_bytes(b"changed")
    out, report = write(installation)
    assert [name.rsplit("/", 1)[1] for name in report.altered] == [kept.sha256]
    assert check_backup(out).altered == report.altered


def test_settings_leave_without_secrets() -> None:
    kept = without_secrets(
        {
            "VENDOR_TRACKER_SECRET_KEY": "s3cret",
            "smtp_password": "s3cret",
            "api_token": "s3cret",
            "database_url": "postgresql://app:s3c/r@et@db/tracker?sslpassword=s3cret&x=1",
            "providers": [{"name": "trust", "client_secret": "s3cret"}],
            "hosts": ("a.example", "b.example"),
            "keyboard": True,
        }
    )
    assert "s3c" not in json.dumps(kept)
    assert kept == {
        "database_url": "postgresql://***@db/tracker?sslpassword=***&x=1",
        "hosts": ["a.example", "b.example"],
        "keyboard": True,
        "providers": [{"name": "trust"}],
    }


KILLED = """
import os, signal, sys
from pathlib import Path
from vendor_tracker.files.backup import unpack_backup, write_backup

here, act, occurrence = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
real, calls = os.fsync, []

def stopping(handle):
    calls.append(1)
    if len(calls) == occurrence:
        os.kill(os.getpid(), signal.SIGKILL)
    real(handle)

os.fsync = stopping
if act == "write":
    write_backup(here / "new.zip", here / "copy.sqlite", here / "evidence", {}, {})
else:
    unpack_backup(here / "backups" / "backup.zip", here / "target")
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot be stopped by this signal")
@pytest.mark.parametrize(
    "act, occurrence", [("write", 1), ("write", 2), ("unpack", 1), ("unpack", 3), ("unpack", 9)]
)
def test_a_kill_leaves_a_whole_backup_and_a_whole_folder_or_none(
    installation: Path, act: str, occurrence: int
) -> None:
    write(installation)
    command = [sys.executable, "-c", KILLED, str(installation), act, str(occurrence)]
    assert subprocess.run(command, check=False).returncode == -9
    if (installation / "new.zip").exists():
        check_backup(installation / "new.zip")
    assert not (installation / "target").exists()
    unpack_backup(installation / "backups" / "backup.zip", installation / "target")
