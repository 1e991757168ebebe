"""The list inside a backup: every file in it with its size and hash."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from vendor_tracker.files.seals import BadBackup

FORMAT = "vendor-tracker-backup"
FORMAT_VERSION = 1
MANIFEST = "manifest.json"
SETTINGS = "settings.json"

# No part of a name begins with a dot, so that none can climb out of the folder.
_SAFE_NAME = re.compile(r"(database|evidence)(/[A-Za-z0-9_-][A-Za-z0-9._-]*)+|settings\.json")


@dataclass(frozen=True, slots=True)
class Part:
    """One file inside a backup."""

    name: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a backup holds."""

    meta: Mapping[str, object]
    parts: tuple[Part, ...]

    @property
    def database(self) -> str:
        """Return the name of the database copy inside."""
        return next(part.name for part in self.parts if part.name.startswith("database/"))

    @property
    def evidence(self) -> tuple[Part, ...]:
        """Return the evidence files inside."""
        return tuple(part for part in self.parts if part.name.startswith("evidence/"))

    @property
    def altered(self) -> tuple[str, ...]:
        """Return evidence that was no longer as stored when the backup was made."""
        return tuple(
            part.name for part in self.evidence if not part.name.endswith(f"/{part.sha256}")
        )

    @property
    def missing(self) -> tuple[str, ...]:
        """Return evidence that records named when the backup was made, and that is not inside."""
        listed = self.meta.get("named", ())
        named = [str(name) for name in listed] if isinstance(listed, list | tuple) else []
        inside = {part.name for part in self.evidence}
        return tuple(name for name in named if name not in inside)

    @property
    def size(self) -> int:
        """Return how many bytes the parts take when unpacked."""
        return sum(part.size for part in self.parts)


def as_json(content: object) -> bytes:
    """Return content as readable JSON; dates and paths become text."""
    return json.dumps(content, indent=1, ensure_ascii=False, default=str).encode()


def write_manifest(report: Report) -> bytes:
    """Return the list that is stored inside the backup."""
    files = {part.name: {"size": part.size, "sha256": part.sha256} for part in report.parts}
    head = {"format": FORMAT, "format_version": FORMAT_VERSION}
    return as_json(head | {"meta": dict(report.meta), "files": files})


def read_manifest(text: bytes) -> Report:
    """Return what the list says; refuse one of another kind or with names that climb out."""
    try:
        manifest = json.loads(text)
        known = manifest["format"] == FORMAT and manifest["format_version"] == FORMAT_VERSION
        parts = tuple(
            Part(str(name), int(entry["size"]), str(entry["sha256"]))
            for name, entry in manifest["files"].items()
        )
        meta = dict(manifest["meta"])
    except (ValueError, LookupError, TypeError, AttributeError) as error:
        raise BadBackup("The list inside this backup cannot be read. Use another one.") from error
    if not known:
        raise BadBackup(
            "This backup was made by another version of the program, in a form that this one "
            "does not read. Restore it with the version that made it, then upgrade."
        )
    _check_names(parts)
    return Report(meta, parts)


def _check_names(parts: tuple[Part, ...]) -> None:
    for part in parts:
        if not _SAFE_NAME.fullmatch(part.name):
            raise BadBackup(
                f"This backup names a file outside its own folder ({part.name!r}), so it was not "
                "made by this program. Nothing was unpacked."
            )
    if sum(part.name.startswith("database/") for part in parts) != 1:
        raise BadBackup("This backup does not hold exactly one database. Use another one.")
