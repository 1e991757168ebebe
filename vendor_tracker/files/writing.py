"""Writing a file so that it is there whole, or not at all."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO


def private_folder(folder: Path) -> Path:
    """Make a folder, and those above it, that only this account may enter."""
    if folder.is_dir():
        return folder
    private_folder(folder.parent)
    folder.mkdir(mode=0o700, exist_ok=True)
    sync_folder(folder.parent)
    return folder


@contextmanager
def temporary_file(folder: Path) -> Iterator[IO[bytes]]:
    """Open a new private file in this folder; it is gone afterwards unless `settle` moved it."""
    # The library makes it readable and writable by this account only.
    with tempfile.NamedTemporaryFile(prefix=".incoming-", dir=folder, delete=False) as stream:
        try:
            yield stream
        finally:
            # Windows cannot remove a file that is still open.
            stream.close()
            Path(stream.name).unlink(missing_ok=True)


def settle(stream: IO[bytes], final: Path) -> None:
    """Bring what was written safely to disk, then give it its name in one step."""
    stream.flush()
    os.fsync(stream.fileno())
    # Windows cannot rename a file that is still open.
    stream.close()
    os.replace(stream.name, final)
    sync_folder(final.parent)


def sync_folder(folder: Path) -> None:
    """Bring a folder's list of names to disk, where the system allows it."""
    if os.name == "nt":
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
