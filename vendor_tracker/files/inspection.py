"""What is looked for in a file before it is kept: viruses, and numbers of patients."""

from dataclasses import dataclass
from typing import IO

from vendor_tracker.domain.vocabulary import ScanState
from vendor_tracker.files.contents import refusal
from vendor_tracker.files.scanner import NOT_SCANNED, Scan, Scanner
from vendor_tracker.files.store import EvidenceStore, StoredFile


@dataclass(frozen=True, slots=True)
class Inspector:
    """Looks into a file before it is kept; without a scanner, files count as not scanned."""

    scanner: Scanner | None = None

    def scan(self, stream: IO[bytes]) -> Scan:
        """Return what the scanner says, or refuse a file in which it found something."""
        if self.scanner is None:
            return NOT_SCANNED
        scan = self.scanner.look(stream)
        stream.seek(0)
        if scan.state is ScanState.infected:
            raise refusal(
                f"The virus scanner found “{scan.words}” in this file, so it was not kept. What "
                "you typed is still here. Tell your security team, and ask the sender for a clean "
                "file."
            )
        return scan

    def count_numbers(self, store: EvidenceStore, organisation_code: str, kept: StoredFile) -> int:
        """Return how many numbers in a kept file look like NHS numbers."""
        from vendor_tracker.files.patientdata import count_numbers

        with store.open_file(organisation_code, kept.sha256) as stream:
            return count_numbers(stream, kept.media_type)
