"""The text of a PDF, read in a process of its own with bounded memory and time."""

import os
import subprocess
import sys
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import IO

import vendor_tracker

_SECONDS = 20
_MEMORY = 1_000_000_000
_MOST_TEXT = 20_000_000
_MOST_PAGES = 2_000
_PASSED_ON = ("PATH", "SYSTEMROOT", "LANG", "LD_LIBRARY_PATH")


def read_pdf(stream: IO[bytes]) -> str:
    """Return the text of a PDF; nothing when it has none or cannot be read."""
    environment = {name: os.environ[name] for name in _PASSED_ON if name in os.environ}
    environment["PYTHONPATH"] = str(Path(vendor_tracker.__file__).parent.parent)
    environment["PYTHONDONTWRITEBYTECODE"] = "1"
    environment["PYTHONUTF8"] = "1"
    stream.seek(0)
    with tempfile.TemporaryFile() as answer:
        with suppress(subprocess.TimeoutExpired):
            subprocess.run(  # our own module, no shell, no text of the file
                [sys.executable, "-P", "-m", "vendor_tracker.files.pdftext"],
                input=stream.read(),
                stdout=answer,
                stderr=subprocess.DEVNULL,
                env=environment,
                timeout=_SECONDS,
                check=False,
            )
        # A file that stopped the reader half-way still told us what came before.
        answer.seek(0)
        return answer.read(_MOST_TEXT).decode("utf-8", "replace")


def main() -> int:
    """Read a PDF from standard input and write its text, page by page."""
    import io

    _bound()
    from pypdf import PdfReader

    written = 0
    for number, page in enumerate(PdfReader(io.BytesIO(sys.stdin.buffer.read())).pages):
        text = page.extract_text()
        written += len(text)
        if number >= _MOST_PAGES or written > _MOST_TEXT:
            break
        sys.stdout.write(text + "\n")
        sys.stdout.flush()
    return 0


def _bound() -> None:
    try:
        import resource
    except ImportError:
        return  # Windows: the time limit of the waiting process must do
    for kind, most in ((resource.RLIMIT_AS, _MEMORY), (resource.RLIMIT_CPU, _SECONDS)):
        try:
            resource.setrlimit(kind, (most, most))
        except (ValueError, OSError):
            continue  # a system that bounds less, or already bounds more


if __name__ == "__main__":
    sys.exit(main())
