"""The evidence store: whole files only, once per content, checked whenever they are opened."""

import io
import os
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from tests.unit.files import samples
from vendor_tracker.domain.errors import Refused
from vendor_tracker.files.store import Altered, EvidenceStore, Missing, StoredFile

LATER = datetime.now(UTC) + timedelta(days=1)
EARLIER = datetime.now(UTC) - timedelta(days=1)


class Endless(io.BytesIO):
    """A stream that says more for ever."""

    def read(self, size: int | None = -1) -> bytes:
        """Return as many zeros as are asked for."""
        assert size is not None
        assert size > 0
        return b"0" * size


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    """Return an empty store."""
    return EvidenceStore(tmp_path / "instance" / "evidence")


def keep(store: EvidenceStore, content: bytes = samples.PDF, code: str = "rht") -> StoredFile:
    """Store a PDF."""
    return store.keep(code, io.BytesIO(content), "../report.pdf")


def paths(store: EvidenceStore) -> list[Path]:
    """Return every file under the root, whole or not."""
    return [path for path in store.root.rglob("*") if path.is_file()]


def test_a_kept_file_comes_back_as_it_was(store: EvidenceStore) -> None:
    kept = keep(store)
    assert (kept.size, kept.media_type) == (len(samples.PDF), "application/pdf")
    assert kept.file_name == "report.pdf"
    with store.open_file("rht", kept.sha256) as stream:
        assert stream.read() == samples.PDF


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such permissions")
def test_only_this_account_may_read_it(store: EvidenceStore) -> None:
    keep(store)
    (path,) = paths(store)
    assert path.stat().st_mode & 0o777 == 0o600
    assert {folder.stat().st_mode & 0o777 for folder in [*path.parents][:3]} == {0o700}


def test_the_same_content_is_stored_once_in_each_organisation(store: EvidenceStore) -> None:
    first, again, other = keep(store), keep(store), keep(store, code="DEMO")
    assert first == again == other
    assert [kept.organisation_code for kept in store.files()] == ["DEMO", "rht"]
    assert len(paths(store)) == 2


def test_another_organisations_file_is_missing(store: EvidenceStore) -> None:
    kept = keep(store, code="other")
    with pytest.raises(Missing, match="missing"):
        store.open_file("rht", kept.sha256)


@pytest.mark.parametrize("asked", ["", "../../secret.key", "0" * 64, "A" * 64, "x" * 64])
def test_what_is_not_a_stored_hash_is_missing(store: EvidenceStore, asked: str) -> None:
    with pytest.raises(Missing):
        store.open_file("rht", asked)


@pytest.mark.parametrize("code", ["", "..", "a/b", ".hidden", "a\0"])
def test_a_code_that_is_no_folder_name_is_never_used(store: EvidenceStore, code: str) -> None:
    with pytest.raises(ValueError, match="organisation code"):
        keep(store, code=code)


def test_an_altered_file_is_not_opened_and_is_healed_by_adding_it_again(
    store: EvidenceStore,
) -> None:
    kept = keep(store)
    (path,) = paths(store)
    path.write_bytes(samples.PDF.replace(b"Catalog", b"Catalag"))
    with pytest.raises(Altered, match="no longer what was added"):
        store.open_file("rht", kept.sha256)
    keep(store)
    store.open_file("rht", kept.sha256).close()


def test_a_refused_file_leaves_nothing_behind(store: EvidenceStore) -> None:
    with pytest.raises(Refused):
        store.keep("rht", io.BytesIO(b"<html>"), "page.pdf")
    assert paths(store) == []


def test_a_file_at_the_limit_is_kept_and_one_byte_more_is_refused(tmp_path: Path) -> None:
    megabyte = 1024 * 1024
    store = EvidenceStore(tmp_path, most_bytes=megabyte)
    full = samples.PDF[:-6].ljust(megabyte - 6, b" ") + samples.PDF[-6:]
    assert keep(store, full).size == megabyte
    with pytest.raises(Refused, match="larger than 1 MB"):
        keep(store, full + b"\n")
    assert len(paths(store)) == 1


def test_a_stream_without_end_is_refused_without_being_read_whole(store: EvidenceStore) -> None:
    with pytest.raises(Refused, match="larger than 25 MB"):
        store.keep("rht", Endless(), "zeros.pdf")


def test_a_sweep_removes_orphans_only(store: EvidenceStore) -> None:
    known = keep(store)
    orphan = keep(store, samples.PDF + b"\n")
    elsewhere = keep(store, samples.PDF + b"\n\n", code="other")
    assert store.sweep("rht", {known.sha256}, LATER) == [orphan.sha256]
    store.open_file("rht", known.sha256).close()
    store.open_file("other", elsewhere.sha256).close()
    with pytest.raises(Missing):
        store.open_file("rht", orphan.sha256)


def test_a_sweep_leaves_what_was_added_a_moment_ago(store: EvidenceStore) -> None:
    kept = keep(store)
    (path,) = paths(store)
    os.utime(path, (0, 0))
    keep(store)
    assert store.sweep("rht", set(), EARLIER) == []
    store.open_file("rht", kept.sha256).close()


def test_a_sweep_of_an_unknown_organisation_finds_nothing(store: EvidenceStore) -> None:
    assert store.sweep("rht", set(), LATER) == []
    assert list(store.files()) == []


def test_a_sweep_brings_back_what_a_stopped_sweep_had_taken(store: EvidenceStore) -> None:
    kept = keep(store)
    (path,) = paths(store)
    path.rename(store.root / "rht" / f".swept-{kept.sha256}")
    assert store.sweep("rht", {kept.sha256}, LATER) == []
    store.open_file("rht", kept.sha256).close()


def test_a_copy_of_the_store_holds_every_file_and_tells_the_altered(
    store: EvidenceStore, tmp_path: Path
) -> None:
    good = keep(store)
    bad = keep(store, samples.PDF + b"\n", code="other")
    next(kept.path for kept in store.files() if kept.sha256 == bad.sha256).write_bytes(b"changed")
    copied = store.copy_all(tmp_path / "copy")
    assert copied.files == 2
    assert [kept.sha256 for kept in copied.altered] == [bad.sha256]
    EvidenceStore(tmp_path / "copy").open_file("rht", good.sha256).close()


KILLED = """
import io, os, signal, sys
from pathlib import Path
from tests.unit.files import samples
from vendor_tracker.files.store import EvidenceStore

step, after = sys.argv[2], sys.argv[3] == "after"
name, _, occurrence = step.partition("-")
real, calls = getattr(os, name), []

def stopping(*given):
    calls.append(1)
    last = len(calls) == int(occurrence)
    if last and not after:
        os.kill(os.getpid(), signal.SIGKILL)
    real(*given)
    if last:
        os.kill(os.getpid(), signal.SIGKILL)

store = EvidenceStore(Path(sys.argv[1]))
store.keep("rht", io.BytesIO(samples.PDF + b"first"), "first.pdf")
setattr(os, name, stopping)
store.keep("rht", io.BytesIO(samples.PDF), "second.pdf")
"""


@pytest.mark.skipif(os.name == "nt", reason="Windows cannot be stopped by this signal")
@pytest.mark.parametrize("moment", ["before", "after"])
@pytest.mark.parametrize("step", ["fsync-1", "fsync-2", "replace-1", "fsync-3"])
def test_a_kill_at_any_step_leaves_whole_files_and_sweepable_rest(
    store: EvidenceStore, step: str, moment: str
) -> None:
    command = [sys.executable, "-c", KILLED, str(store.root), step, moment]
    assert subprocess.run(command, check=False).returncode == -9
    found = {kept.sha256 for kept in store.files()}
    for sha256 in found:
        store.open_file("rht", sha256).close()
    store.sweep("rht", found, LATER)
    assert len(paths(store)) == len(found)
    keep(store)
