"""How much of a file is read before it is refused."""

from dataclasses import dataclass

MEGABYTE = 1024 * 1024


@dataclass(frozen=True, slots=True)
class Limits:
    """Bounds of a file that is brought in; each refusal names the one that was passed."""

    file_bytes: int = 25 * MEGABYTE
    parts: int = 1_000
    unpacked_bytes: int = 100 * MEGABYTE
    ratio: int = 200
    rows: int = 10_000
    columns: int = 200
    sheets: int = 100
    text_in_cell: int = 32_767
    text_in_all: int = 30_000_000
    seconds: int = 30
    memory_bytes: int = 512 * MEGABYTE


DEFAULT_LIMITS = Limits()
