"""Ask a virus scanner about a file; one that does not answer leaves the file held."""

import re
import socket
from dataclasses import dataclass
from typing import IO

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.vocabulary import ScanState
from vendor_tracker.files.contents import PIECE

_HOST_AND_PORT = re.compile(r"\[?([^\[\]/\s]+?)\]?:(\d{1,5})")
_LONGEST_ANSWER = 4096
_FOUND = re.compile(r"stream: (.+) FOUND")


@dataclass(frozen=True, slots=True)
class Scan:
    """What the scanner said of a file; the words are its own."""

    state: ScanState = ScanState.not_scanned
    words: str = ""


NOT_SCANNED = Scan()


@dataclass(frozen=True, slots=True)
class Scanner:
    """A ClamAV daemon behind the path of a socket, or behind a host and port."""

    address: str
    seconds: float = 30.0
    most_bytes: int = 25 * 1024 * 1024

    def look(self, stream: IO[bytes]) -> Scan:
        """Return what the scanner says; a file that it cannot judge is held."""
        if stream.seek(0, 2) > self.most_bytes:
            return Scan(ScanState.held, "larger than the scanner takes")
        stream.seek(0)
        try:
            with self._connected() as link:
                said = _ask(link, stream)
        except OSError as error:
            return Scan(ScanState.held, f"no answer: {error.strerror or error}")
        return _read(said)

    def _connected(self) -> socket.socket:
        if self.address.startswith("/"):
            link = socket.socket(socket.AF_UNIX)
            try:
                link.settimeout(self.seconds)
                link.connect(self.address)
            except OSError:
                link.close()
                raise
            return link
        host, port = parted(self.address)
        return socket.create_connection((host, port), timeout=self.seconds)


def scanner_of(address: str, most_mb: int) -> Scanner | None:
    """Return the scanner behind an address of the settings, or None without one."""
    return Scanner(address, most_bytes=most_mb * 1024 * 1024) if address else None


def parted(address: str) -> tuple[str, int]:
    """Return host and port of an address; refuse what is neither these nor a path."""
    found = _HOST_AND_PORT.fullmatch(address)
    if found is None or not 0 < int(found[2]) < 65536:
        raise Refused("The scanner is named by the path of its socket, or as host:port.")
    return found[1], int(found[2])


def _ask(link: socket.socket, stream: IO[bytes]) -> str:
    try:
        link.sendall(b"zINSTREAM\0")
        while piece := stream.read(PIECE):
            link.sendall(len(piece).to_bytes(4, "big") + piece)
        link.sendall(bytes(4))
    except (BrokenPipeError, ConnectionResetError):
        # It stopped listening, most likely over the size; what it said may still be read.
        pass
    answer = b""
    while len(answer) < _LONGEST_ANSWER and not answer.endswith(b"\0"):
        part = link.recv(_LONGEST_ANSWER)
        if not part:
            break
        answer += part
    return answer.rstrip(b"\0\n").decode("utf-8", "replace")


def _read(said: str) -> Scan:
    if said == "stream: OK":
        return Scan(ScanState.clean)
    found = _FOUND.fullmatch(said)
    if found is not None:
        return Scan(ScanState.infected, found[1][:200])
    return Scan(ScanState.held, said[:200] or "no answer")
