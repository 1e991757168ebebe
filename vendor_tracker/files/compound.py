"""Reading what a compound file (.msg, .doc, .xls) holds at its root, and nothing else."""

import struct
from typing import IO

SIGNATURE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"

_FREE = 0xFFFFFFFA  # from here on a sector number is a marker, not a place
_NOBODY = 0xFFFFFFFF
_ENTRY_SIZE = 128
_MOST_SECTORS = 100_000
_LONGEST_DIRECTORY = 20_000


class NotCompound(ValueError):
    """The bytes do not form a readable compound file."""


def root_entries(stream: IO[bytes]) -> frozenset[str]:
    """Return the names directly under the root; raises NotCompound when they cannot be read."""
    try:
        return _root_names(_directory(stream))
    except (struct.error, IndexError) as error:
        raise NotCompound("the compound file is cut off") from error


def _directory(stream: IO[bytes]) -> bytes:
    stream.seek(0)
    header = stream.read(512)
    if header[:8] != SIGNATURE:
        raise NotCompound("no compound file signature")
    (shift,) = struct.unpack_from("<H", header, 30)
    if shift not in {9, 12}:
        raise NotCompound("unknown sector size")
    sectors = _Sectors(stream, 1 << shift)
    table = sectors.allocation_table(header)
    (place,) = struct.unpack_from("<I", header, 48)
    found = bytearray()
    for _ in range(_LONGEST_DIRECTORY):
        if place >= _FREE:
            return bytes(found)
        found += sectors.read(place)
        place = table[place]
    raise NotCompound("the directory never ends")


class _Sectors:
    """The equal pieces a compound file is cut into."""

    def __init__(self, stream: IO[bytes], size: int) -> None:
        self.stream = stream
        self.size = size

    def read(self, place: int) -> bytes:
        """Return one whole piece."""
        self.stream.seek((place + 1) * self.size)
        piece = self.stream.read(self.size)
        if not piece:
            raise NotCompound("a sector lies outside the file")
        return piece.ljust(self.size, b"\0")

    def numbers(self, place: int) -> tuple[int, ...]:
        """Return one piece as a row of numbers."""
        return struct.unpack(f"<{self.size // 4}I", self.read(place))

    def allocation_table(self, header: bytes) -> list[int]:
        """Return, for each piece, the number of the piece that follows it."""
        places = list(struct.unpack_from("<109I", header, 76))
        (further,) = struct.unpack_from("<I", header, 68)
        for _ in range(_MOST_SECTORS // 128):
            if further >= _FREE:
                break
            *more, further = self.numbers(further)
            places += more
        table: list[int] = []
        for place in places:
            if place < _FREE and len(table) < _MOST_SECTORS:
                table += self.numbers(place)
        return table


def _root_names(directory: bytes) -> frozenset[str]:
    entries = [
        directory[start : start + _ENTRY_SIZE] for start in range(0, len(directory), _ENTRY_SIZE)
    ]
    names: set[str] = set()
    seen: set[int] = set()
    waiting = [_links(entries[0])[2]]
    while waiting:
        number = waiting.pop()
        if number == _NOBODY or number in seen:
            continue
        seen.add(number)
        names.add(_name(entries[number]))
        waiting += _links(entries[number])[:2]
    return frozenset(names)


def _links(entry: bytes) -> tuple[int, int, int]:
    left, right, child = struct.unpack_from("<3I", entry, 68)
    return left, right, child


def _name(entry: bytes) -> str:
    (length,) = struct.unpack_from("<H", entry, 64)
    return entry[: max(0, min(length, 64) - 2)].decode("utf-16-le", "replace")
