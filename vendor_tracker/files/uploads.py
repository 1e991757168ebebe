"""Lists that wait between looking and applying: under a random name, for one person, one day."""

import json
import os
import re
import secrets
from dataclasses import asdict, dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import IO

from vendor_tracker.domain.errors import Refused
from vendor_tracker.files.contents import PIECE
from vendor_tracker.files.names import clean_name
from vendor_tracker.files.writing import private_folder, settle, temporary_file

KEPT_FOR = timedelta(hours=24)
_TOKEN = re.compile(r"[A-Za-z0-9_-]{32}")
_GONE = (
    "This file is no longer here: it was brought in already, or a day has passed. "
    "If it is still to be brought in, choose it again."
)


@dataclass(frozen=True, slots=True)
class Owner:
    """Who may see a list that waits: one person in one organisation."""

    user_id: int | None
    organisation_code: str


@dataclass(frozen=True, slots=True)
class Upload:
    """A list that waits, what its owner calls it, and the mapping that came with it."""

    path: Path
    name: str
    mapping_text: str | None


@dataclass(frozen=True, slots=True)
class UploadStore:
    """Lists that wait in one folder."""

    root: Path
    most_bytes: int

    def keep(
        self, stream: IO[bytes], name: str, owner: Owner, *, at: datetime, mapping: str | None
    ) -> str:
        """Keep a list for its owner and return the token by which it is found again."""
        self._sweep(at - KEPT_FOR)
        token = secrets.token_urlsafe(24)
        home = private_folder(self.root)
        listed, noted = self._paths(token)
        with temporary_file(home) as temporary:
            self._receive(stream, temporary)
            settle(temporary, listed)
        note = {**asdict(owner), "name": clean_name(name), "mapping": mapping}
        with temporary_file(home) as temporary:
            temporary.write(json.dumps(note).encode())
            settle(temporary, noted)
        for path in (listed, noted):
            os.utime(path, (at.timestamp(), at.timestamp()))
        return token

    def find(self, token: str, owner: Owner, *, at: datetime) -> Upload:
        """Return a list that waits for this owner; refuse any other, or one gone by now."""
        listed, noted = self._paths(token)
        try:
            note = json.loads(noted.read_bytes())
            kept_at = listed.stat().st_mtime
        except FileNotFoundError as error:
            raise Refused(_GONE) from error
        is_old = kept_at < (at - KEPT_FOR).timestamp()
        if Owner(note["user_id"], note["organisation_code"]) != owner or is_old:
            raise Refused(_GONE)
        return Upload(listed, note["name"], note["mapping"])

    def remap(self, token: str, owner: Owner, mapping: str, *, at: datetime) -> None:
        """Keep another mapping with a list that waits; its day goes on as it was."""
        upload = self.find(token, owner, at=at)
        noted = self._paths(token)[1]
        kept_at = upload.path.stat().st_mtime
        note = {**asdict(owner), "name": upload.name, "mapping": mapping}
        with temporary_file(private_folder(self.root)) as temporary:
            temporary.write(json.dumps(note).encode())
            settle(temporary, noted)
        os.utime(noted, (kept_at, kept_at))

    def forget(self, token: str) -> None:
        """Remove a list that was applied."""
        for path in self._paths(token):
            path.unlink(missing_ok=True)

    def _sweep(self, before: datetime) -> None:
        """Remove lists that nobody applied within their day."""
        for path in self.root.glob("*") if self.root.is_dir() else ():
            if path.is_file() and path.stat().st_mtime < before.timestamp():
                path.unlink(missing_ok=True)

    def _paths(self, token: str) -> tuple[Path, Path]:
        if not _TOKEN.fullmatch(token):
            raise Refused(_GONE)
        return self.root / f"{token}.list", self.root / f"{token}.json"

    def _receive(self, stream: IO[bytes], temporary: IO[bytes]) -> None:
        size = 0
        while piece := stream.read(PIECE):
            size += len(piece)
            if size > self.most_bytes:
                raise Refused(
                    f"This file is larger than {self.most_bytes // (1024 * 1024)} MB. Split the "
                    "list and bring in each part.",
                    field="file",
                )
            temporary.write(piece)
        if size == 0:
            raise Refused("This file is empty.", field="file")
