"""Files that a supplier sends with its answers: received by a link, kept as evidence by us."""

from collections.abc import Sequence

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.texts import storable
from vendor_tracker.domain.vocabulary import EvidenceKind
from vendor_tracker.services import evidence, records, requestlinks
from vendor_tracker.services.evidence_files import Received, columns_of
from vendor_tracker.services.evidence_replacing import forget
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import (
    Evidence,
    Product,
    RequestFile,
    StoredFile,
    Supplier,
    SupplierRequest,
)

MOST = 50
_LONGEST_TITLE = 200


@transactional
def add_file(token: str, received: Received, *, title: str, items: Sequence[str]) -> None:
    """Keep a file that came by a link, with the questions that it answers."""
    link, _row, request = requestlinks.opened(token)
    strange = set(items) - requestlinks.items_of(link, request)
    if strange or not items:
        raise Refused("Choose the questions that it answers.", field="items")
    if len(title) > _LONGEST_TITLE:
        raise Refused(f"Use at most {_LONGEST_TITLE} characters.", field="title")
    held = _files(request)
    if len(held) >= MOST:
        raise Refused(f"{MOST} files are here already. Put several into one document.")
    columns = columns_of(link.guest, received)
    if any(one.file_id == columns["file_id"] for one in held):
        words = "This file is here already. Remove it below to choose other questions for it."
        raise Refused(words, field="file")
    session().add(
        RequestFile(
            organisation_id=request.organisation_id, request_id=request.id,
            file_id=columns["file_id"], file_name=columns["file_name"],
            title=storable(title.strip(), "title"), items=list(items), kept_at=clock.now(),
        )
    )  # fmt: skip
    session().flush()
    records.stamp(link.guest, Kind.REQUEST, request, "send file")


@transactional
def remove_file(token: str, key: str) -> str | None:
    """Take a file back that we did not keep yet; return its hash when nothing names it."""
    link, _row, request = requestlinks.opened(token)
    found = _found(request, key)
    if not set(found.items) <= requestlinks.items_of(link, request):
        raise NotFound(key)
    if found.evidence_id is not None:
        raise Refused("This file was looked at already. Send a newer one beside it.")
    session().delete(found)
    session().flush()
    records.stamp(link.guest, Kind.REQUEST, request, "take file back")
    return forget(link.guest, found.file_id)


@transactional
def keep_as_evidence(actor: Actor, ref: str, key: str) -> str:
    """Keep a file of a supplier as evidence, and return its reference."""
    actor.must(Permission.LOG)
    request = records.find(actor, Kind.REQUEST, SupplierRequest, ref)
    found = _found(request, key)
    if found.evidence_id is not None:
        raise Refused("It is kept as evidence already.")
    title, (supplier, product) = found.title or found.file_name, _about(request)
    made = evidence.add_evidence(
        actor, title=title, kind=EvidenceKind.other, supplier=supplier, product=product
    )
    row = records.find(actor, Kind.EVIDENCE, Evidence, made)
    row.file_id, row.file_name = found.file_id, found.file_name
    found.evidence_id = row.id
    session().flush()
    evidence.touch_all_of(actor, row)
    records.stamp(actor, Kind.REQUEST, request, "keep file")
    return made


def _about(request: SupplierRequest) -> tuple[str, str | None]:
    """Return the supplier of a request, and the product where it is about one."""
    supplier = session().get_one(Supplier, request.supplier_id).number
    product = None
    if request.product_id is not None:
        number = session().get_one(Product, request.product_id).number
        product = reference(Kind.PRODUCT, number)
    return reference(Kind.SUPPLIER, supplier), product


def _files(request: SupplierRequest) -> list[RequestFile]:
    return list(
        session().scalars(
            sa.select(RequestFile).where(
                RequestFile.organisation_id == request.organisation_id,
                RequestFile.request_id == request.id,
            )
        )
    )


def _found(request: SupplierRequest, key: str) -> RequestFile:
    for one in _files(request):
        if session().get_one(StoredFile, one.file_id).sha256.startswith(key) and len(key) == 12:
            return one
    raise NotFound(key)
