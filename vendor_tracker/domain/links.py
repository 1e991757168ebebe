"""The path of every record's page, shared by pages, workbook, command line and remedies."""

from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.references import Kind, split

FOLDERS: dict[Kind, str] = {
    Kind.SUPPLIER: "suppliers",
    Kind.PRODUCT: "products",
    Kind.VERSION: "versions",
    Kind.CLAIM: "claims",
    Kind.COST: "costs",
    Kind.CONTRACT: "contracts",
    Kind.MEETING: "meetings",
    Kind.PROMISE: "promises",
    Kind.QUESTION: "questions",
    Kind.EVIDENCE: "evidence",
    Kind.DECISION: "decisions",
    Kind.FLAG: "flags",
    Kind.BATCH: "imports",
    Kind.CONTACT: "contacts",
}


def path_of(code: str, reference: str) -> str:
    """Return the path of a record's page, such as /rht/products/PRD-7."""
    found = split(reference)
    if found is None:
        raise NotFound(reference)
    kind, number = found
    return f"/{code}/{FOLDERS[kind]}/{kind.value}-{number}"
