"""A virus scanner that speaks like ClamAV, on a real socket, for tests."""

import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager

VIRUS = b"looks-like-a-virus"


class Scanning:
    """What a scanner was sent, and what it answers whatever it is sent."""

    def __init__(self, answer: str | None) -> None:
        self.answer = answer
        self.seen: list[bytes] = []

    def serve(self, link: socket.socket) -> None:
        """Take one file and answer."""
        with link, link.makefile("rb") as sent:
            command = sent.read(len(b"zINSTREAM\0"))
            content = b""
            while length := int.from_bytes(sent.read(4), "big"):
                content += sent.read(length)
            self.seen.append(command + content)
            found = "stream: Test.Virus FOUND" if VIRUS in content else "stream: OK"
            link.sendall((self.answer or found).encode() + b"\0")


@contextmanager
def scanning(address: str = "", answer: str | None = None) -> Iterator[tuple[str, Scanning]]:
    """Answer on a free port, or on the path of a socket; give its address."""
    listening = socket.socket(socket.AF_UNIX if address else socket.AF_INET)
    listening.bind(address or ("127.0.0.1", 0))
    listening.listen()
    scanner = Scanning(answer)

    def run() -> None:
        while True:
            try:
                link, _ = listening.accept()
            except OSError:
                return
            scanner.serve(link)

    thread = threading.Thread(target=run, daemon=True)
    thread.start()
    where = address or f"127.0.0.1:{listening.getsockname()[1]}"
    try:
        yield where, scanner
    finally:
        # Wakes the thread that waits for the next file.
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()
