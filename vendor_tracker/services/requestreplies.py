"""The right of reply: what a supplier says to something that is held about them."""

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.texts import storable
from vendor_tracker.services import records
from vendor_tracker.services.transaction import touch_alone, transactional
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Supplier, SupplierReply
from vendor_tracker.storage.queries.requestrecords import get_supplier_record

LONGEST = 4_000


@transactional
def add_reply(
    actor: Actor,
    supplier: str,
    *,
    about: str,
    text: str,
    said_by: str,
    request_id: int | None = None,
) -> None:
    """Keep what a supplier says to a record; it is printed beside it, and never changed."""
    actor.must(Permission.ANSWER)
    row = records.find(actor, Kind.SUPPLIER, Supplier, supplier)
    held = {one.reference for one in get_supplier_record(actor, supplier, clock.today()).held}
    if about not in held:
        raise Refused("Choose a record that is held about this supplier.", field="about")
    if not text.strip():
        raise Refused("Write what the supplier says.", field="text")
    if len(text) > LONGEST:
        raise Refused(f"This is longer than {LONGEST:,} characters. Shorten it.", field="text")
    if not said_by.strip():
        raise Refused("Say who at the supplier said it.", field="said_by")
    session().add(
        SupplierReply(
            organisation_id=actor.organisation_id,
            supplier_id=row.id,
            request_id=request_id,
            about=about,
            text=storable(text.strip(), "text"),
            said_by=storable(said_by.strip(), "said_by"),
            said_at=clock.now(),
        )
    )
    session().flush()
    records.stamp(actor, Kind.SUPPLIER, row, "reply")
    touch_alone(actor, suppliers=[row.id])
