"""A seal over a whole file: its last bytes are the hash of all before them."""

import hashlib
from typing import IO

from vendor_tracker.domain.errors import Refused
from vendor_tracker.files.contents import PIECE

SEAL_NAME = b"sha256:"
SEAL_LENGTH = 64
EMPTY_SEAL = SEAL_NAME + b"0" * SEAL_LENGTH


class BadBackup(Refused):
    """The file is not a backup that can be trusted."""


def seal(stream: IO[bytes]) -> None:
    """Write the hash of all before it over the empty seal at the end of a stream."""
    stream.flush()
    digest = _hash_before_seal(stream)
    stream.seek(-SEAL_LENGTH, 2)
    stream.write(digest)


def check_seal(stream: IO[bytes]) -> None:
    """Refuse a file of which any byte differs from what was sealed."""
    length = stream.seek(0, 2)
    stream.seek(max(0, length - len(EMPTY_SEAL)))
    end = stream.read()
    if not end.startswith(SEAL_NAME):
        raise BadBackup(
            "This file is not a whole backup of Vendor Tracker: the seal at its end is missing. "
            "Copy it again from where it was made, or use another backup."
        )
    if end.removeprefix(SEAL_NAME) != _hash_before_seal(stream):
        raise BadBackup(
            "This backup is damaged: it is not byte for byte what was written. "
            "Copy it again from where it was made, or use another backup."
        )


def _hash_before_seal(stream: IO[bytes]) -> bytes:
    left = stream.seek(0, 2) - SEAL_LENGTH
    stream.seek(0)
    digest = hashlib.sha256()
    while left > 0 and (piece := stream.read(min(PIECE, left))):
        digest.update(piece)
        left -= len(piece)
    return digest.hexdigest().encode("ascii")
