"""The evidence store: each organisation's files in a folder, named by their content."""

import hashlib
import os
import re
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from pathlib import Path
from typing import IO

from vendor_tracker.domain.errors import Refused
from vendor_tracker.files.contents import PIECE, refusal
from vendor_tracker.files.names import clean_name
from vendor_tracker.files.types import recognise
from vendor_tracker.files.writing import private_folder, settle, sync_folder, temporary_file

MOST_BYTES = 25 * 1024 * 1024

_HASH = re.compile(r"[0-9a-f]{64}")
_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_-]{0,63}")


class Missing(Refused):
    """The record names a file that the store does not hold."""


class Altered(Refused):
    """The file is there, but it is not what was stored."""


@dataclass(frozen=True, slots=True)
class StoredFile:
    """What a record keeps of a file: its content's hash, size, type and shown name."""

    sha256: str
    size: int
    media_type: str
    file_name: str


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file found in the store, named by the hash it must have."""

    organisation_code: str
    sha256: str
    path: Path


@dataclass(frozen=True, slots=True)
class Copied:
    """What a copy of the whole store brought over, and what was no longer as stored."""

    files: int
    altered: tuple[KeptFile, ...]


@dataclass(frozen=True, slots=True)
class EvidenceStore:
    """Files under one root folder, one sub-folder per organisation."""

    root: Path
    most_bytes: int = MOST_BYTES

    def keep(self, organisation_code: str, stream: IO[bytes], declared_name: str) -> StoredFile:
        """Store a file for good, or refuse it in words; the same content is stored once."""
        home = private_folder(self._home(organisation_code))
        with temporary_file(home) as temporary:
            sha256, size = self._receive(stream, temporary)
            kind = recognise(temporary, declared_name)
            self._place(temporary, self._path(organisation_code, sha256))
        return StoredFile(sha256, size, kind.media_type, clean_name(declared_name))

    def open_file(self, organisation_code: str, sha256: str) -> IO[bytes]:
        """Open a stored file after checking that it is what was stored."""
        stream = self._open(organisation_code, sha256)
        if hash_of(stream) == sha256:
            stream.seek(0)
            return stream
        stream.close()
        raise Altered(
            "The stored file is no longer what was added, so it is not shown. Ask the "
            "administrator to bring it back from a backup, or add the file again."
        )

    def seems_whole(self, organisation_code: str, sha256: str) -> bool:
        """Tell whether a file is there as it was stored; one left untouched is read once.

        For lists. Whoever opens the file has it read in full.
        """
        path = self._path(organisation_code, sha256)
        try:
            seen = path.stat()
        except FileNotFoundError:
            return False
        return _is_whole(path, seen.st_mtime_ns, seen.st_ctime_ns, seen.st_size)

    def discard(self, organisation_code: str, sha256: str) -> None:
        """Remove a file at once, for content that may not lie here."""
        path = self._path(organisation_code, sha256)
        path.unlink(missing_ok=True)
        sync_folder(path.parent)

    def sweep(self, organisation_code: str, known: Collection[str], before: datetime) -> list[str]:
        """Remove files that no record names and that were last added before this moment."""
        removed = []
        for kept in self._files_of(organisation_code):
            if kept.sha256 not in known and _removed(kept.path, before.timestamp()):
                removed.append(kept.sha256)
        self._clear_left_overs(organisation_code, known, before.timestamp())
        return removed

    def files(self) -> Iterator[KeptFile]:
        """Yield every stored file of every organisation, in a steady order."""
        if not self.root.is_dir():
            return
        for home in sorted(self.root.iterdir()):
            if home.is_dir() and _CODE.fullmatch(home.name):
                yield from self._files_of(home.name)

    def copy_all(self, target: Path) -> Copied:
        """Copy every file to another root; tell which are no longer as stored."""
        copies = EvidenceStore(target)
        altered = []
        count = 0
        for kept in self.files():
            private_folder(copies._home(kept.organisation_code))
            with (
                kept.path.open("rb") as stream,
                temporary_file(copies._home(kept.organisation_code)) as temporary,
            ):
                if hash_of(stream, copy_to=temporary) != kept.sha256:
                    altered.append(kept)
                final = copies._path(kept.organisation_code, kept.sha256)
                private_folder(final.parent)
                settle(temporary, final)
            count += 1
        return Copied(count, tuple(altered))

    def _receive(self, stream: IO[bytes], temporary: IO[bytes]) -> tuple[str, int]:
        digest = hashlib.sha256()
        size = 0
        while piece := stream.read(PIECE):
            size += len(piece)
            if size > self.most_bytes:
                raise refusal(
                    f"This file is larger than {self.most_bytes // (1024 * 1024)} MB. Add the "
                    "part that matters, make it smaller, or log a link to where it is kept."
                )
            digest.update(piece)
            temporary.write(piece)
        return digest.hexdigest(), size

    def _place(self, temporary: IO[bytes], final: Path) -> None:
        """Give the file its place; an equal one there stays, a damaged one is healed."""
        private_folder(final.parent)
        try:
            with final.open("rb") as present:
                is_whole = hash_of(present) == final.name
            if is_whole:
                # Counts as added again, so that a sweep under way leaves it alone.
                os.utime(final)
                return
        except FileNotFoundError:
            pass
        settle(temporary, final)

    def _clear_left_overs(
        self, organisation_code: str, known: Collection[str], before: float
    ) -> None:
        """Remove what a stopped upload left, and bring back what a stopped sweep had taken."""
        home = self._home(organisation_code)
        for left in [*home.glob(".incoming-*"), *home.glob(".swept-*")]:
            sha256 = left.name.removeprefix(".swept-")
            if sha256 in known:
                os.replace(left, self._path(organisation_code, sha256))
            elif left.stat().st_mtime < before:
                left.unlink(missing_ok=True)

    def _open(self, organisation_code: str, sha256: str) -> IO[bytes]:
        if _HASH.fullmatch(sha256):
            try:
                return self._path(organisation_code, sha256).open("rb")
            except FileNotFoundError:
                pass
        raise Missing(
            "The stored file is missing, so it cannot be shown. Ask the administrator to bring "
            "it back from a backup, or add the file again."
        )

    def _files_of(self, organisation_code: str) -> Iterator[KeptFile]:
        for path in sorted(self._home(organisation_code).glob("??/*")):
            if _HASH.fullmatch(path.name) and path.parent.name == path.name[:2]:
                yield KeptFile(organisation_code, path.name, path)

    def _home(self, organisation_code: str) -> Path:
        if not _CODE.fullmatch(organisation_code):
            raise ValueError(f"not an organisation code: {organisation_code!r}")
        return self.root / organisation_code

    def _path(self, organisation_code: str, sha256: str) -> Path:
        return self._home(organisation_code) / sha256[:2] / sha256


def hash_of(stream: IO[bytes], copy_to: IO[bytes] | None = None) -> str:
    """Return the SHA-256 of a stream from its start, copying it on the way if asked."""
    stream.seek(0)
    digest = hashlib.sha256()
    while piece := stream.read(PIECE):
        digest.update(piece)
        if copy_to is not None:
            copy_to.write(piece)
    return digest.hexdigest()


@lru_cache(maxsize=20_000)
def _is_whole(path: Path, _modified: int, _changed: int, _size: int) -> bool:
    with path.open("rb") as stream:
        return hash_of(stream) == path.name


def _removed(path: Path, before: float) -> bool:
    """Remove a file last added before this moment; put it back if it was just added again."""
    if path.stat().st_mtime >= before:
        return False
    taken = path.parent.parent / f".swept-{path.name}"
    os.replace(path, taken)
    if taken.stat().st_mtime >= before:
        os.replace(taken, path)
        return False
    taken.unlink()
    sync_folder(path.parent)
    return True
