"""The register of 2,000 products written as a workbook."""

import io

from benchmarks.data import organisation
from benchmarks.measuring import Case, timed
from vendor_tracker.services import registers


def run() -> list[Case]:
    """Measure a whole register, database and all."""
    with organisation(2_000) as (_, actor):
        case = Case("Register of 2,000 products", "400 at p95 over HTTP")
        address = "https://tracker.example"
        timed(case, lambda: registers.export_register(actor, io.BytesIO(), base_url=address), 5)
        return [case]
