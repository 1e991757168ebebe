"""One file that holds a whole installation, and proves that it is what was written."""

import hashlib
import re
import shutil
import tempfile
import zipfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from vendor_tracker.domain.errors import Refused
from vendor_tracker.files.contents import PIECE, UNREADABLE_ARCHIVE
from vendor_tracker.files.manifests import (
    MANIFEST,
    SETTINGS,
    Part,
    Report,
    as_json,
    read_manifest,
    write_manifest,
)
from vendor_tracker.files.seals import EMPTY_SEAL, BadBackup, check_seal, seal
from vendor_tracker.files.store import EvidenceStore
from vendor_tracker.files.writing import private_folder, settle, sync_folder, temporary_file

_LONGEST_MANIFEST = 500_000_000
_SECRET_NAME = re.compile(r"secret|passw|passphrase|token|credential|private|(^|_)key($|_)", re.I)
# Up to the last "@": a password in an address may hold "/" and "@" of its own.
_SIGN_IN = re.compile(r"(?<=://)\S*@")
_SECRET_PART = re.compile(r"(passw\w*|secret|token|key)=[^&\s]+", re.I)


def write_backup(
    out_path: Path,
    database_copy: Path,
    evidence_root: Path,
    settings: Mapping[str, object],
    meta: Mapping[str, object],
) -> Report:
    """Write database copy, evidence and settings without secrets into one sealed file."""
    if out_path.exists():
        raise Refused(f"{out_path} exists already. Choose another name; nothing was written.")
    private_folder(out_path.absolute().parent)
    with temporary_file(out_path.absolute().parent) as temporary:
        with zipfile.ZipFile(temporary, "w") as archive:
            parts = [_add_file(archive, f"database/{_plain(database_copy)}", database_copy)]
            parts += _add_evidence(archive, EvidenceStore(evidence_root))
            parts.append(_add_bytes(archive, SETTINGS, as_json(without_secrets(settings))))
            report = Report(dict(meta), tuple(parts))
            _add_bytes(archive, MANIFEST, write_manifest(report))
            archive.comment = EMPTY_SEAL
        seal(temporary)
        settle(temporary, out_path.absolute())
    return report


def check_backup(path: Path) -> Report:
    """Read every byte of a backup; return what it holds, or refuse it in words."""
    with _opened(path) as archive:
        report = _report(archive)
        for part in report.parts:
            _copy_part(archive, part, None)
    return report


def unpack_backup(path: Path, target: Path) -> Report:
    """Unpack a backup into a new or empty folder, wholly or not at all."""
    if target.exists() and (not target.is_dir() or any(target.iterdir())):
        raise Refused(f"{target} is not empty. Choose a new or empty folder; nothing was changed.")
    beside = private_folder(target.absolute().parent)
    staging = Path(tempfile.mkdtemp(prefix=".unpacking-", dir=beside))
    try:
        with _opened(path) as archive:
            report = _report(archive)
            for part in report.parts:
                _unpack_part(archive, part, staging)
        if target.exists():
            target.rmdir()
        staging.rename(target)
        sync_folder(beside)
    finally:
        shutil.rmtree(staging, ignore_errors=True)
    return report


def without_secrets(settings: Mapping[str, object]) -> dict[str, object]:
    """Return the settings that may leave the machine; sign-in parts of addresses are masked."""
    return {
        name: _shown(value)
        for name, value in sorted(settings.items())
        if not _SECRET_NAME.search(name)
    }


def evidence_name(organisation_code: str, sha256: str) -> str:
    """Return the name of a piece of evidence inside a backup."""
    return f"evidence/{organisation_code}/{sha256[:2]}/{sha256}"


def _shown(value: object) -> object:
    if isinstance(value, (bool, int, type(None))):
        return value
    if isinstance(value, Mapping):
        return without_secrets(value)
    if isinstance(value, (list, tuple)):
        return [_shown(entry) for entry in value]
    return _SECRET_PART.sub(r"\1=***", _SIGN_IN.sub("***@", str(value)))


def _plain(path: Path) -> str:
    return re.sub(r"[^A-Za-z0-9._-]", "_", path.name).lstrip(".") or "database"


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name)
    entry.external_attr = 0o600 << 16
    # Evidence is mostly packed already: pressing it again costs minutes and saves little.
    is_evidence = name.startswith("evidence/")
    entry.compress_type = zipfile.ZIP_STORED if is_evidence else zipfile.ZIP_DEFLATED
    return entry


def _add_evidence(archive: zipfile.ZipFile, store: EvidenceStore) -> Iterator[Part]:
    for kept in store.files():
        name = evidence_name(kept.organisation_code, kept.sha256)
        try:
            yield _add_file(archive, name, kept.path)
        except FileNotFoundError:
            # Swept since it was listed: a file that no record names.
            continue


def _add_file(archive: zipfile.ZipFile, name: str, path: Path) -> Part:
    digest = hashlib.sha256()
    size = 0
    with path.open("rb") as source, archive.open(_entry(name), "w", force_zip64=True) as inside:
        while piece := source.read(PIECE):
            digest.update(piece)
            size += len(piece)
            inside.write(piece)
    return Part(name, size, digest.hexdigest())


def _add_bytes(archive: zipfile.ZipFile, name: str, content: bytes) -> Part:
    archive.writestr(_entry(name), content)
    return Part(name, len(content), hashlib.sha256(content).hexdigest())


@contextmanager
def _opened(path: Path) -> Iterator[zipfile.ZipFile]:
    """Open a backup whose seal holds."""
    try:
        stream = path.open("rb")
    except FileNotFoundError as error:
        raise BadBackup(f"There is no file {path}. Check the name.") from error
    with stream:
        check_seal(stream)
        try:
            with zipfile.ZipFile(stream) as archive:
                yield archive
        except UNREADABLE_ARCHIVE as error:
            raise BadBackup("This backup cannot be read. Use another one.") from error


def _report(archive: zipfile.ZipFile) -> Report:
    with archive.open(MANIFEST) as listed:
        report = read_manifest(listed.read(_LONGEST_MANIFEST))
    present = sorted(archive.namelist())
    if present != sorted([MANIFEST, *(part.name for part in report.parts)]):
        raise BadBackup("The files inside this backup are not those on its list. Use another one.")
    return report


def _unpack_part(archive: zipfile.ZipFile, part: Part, target: Path) -> None:
    final = target / part.name
    private_folder(final.parent)
    with temporary_file(final.parent) as temporary:
        _copy_part(archive, part, temporary)
        settle(temporary, final)


def _copy_part(archive: zipfile.ZipFile, part: Part, copy: IO[bytes] | None) -> None:
    """Read one part to its end, and refuse it if it is not what the list says."""
    digest = hashlib.sha256()
    size = 0
    with archive.open(part.name) as inside:
        while size <= part.size and (piece := inside.read(PIECE)):
            digest.update(piece)
            size += len(piece)
            if copy is not None:
                copy.write(piece)
    if (size, digest.hexdigest()) != (part.size, part.sha256):
        raise BadBackup(f"{part.name} inside this backup is damaged. Use another backup.")
