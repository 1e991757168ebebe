"""What an answer that is being reviewed is worth today, by both clocks of its evidence."""

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.assessing import contract_end, read_item
from vendor_tracker.domain.clocks import judged_version
from vendor_tracker.domain.facts import VersionFacts
from vendor_tracker.domain.worth import Standing
from vendor_tracker.storage.db import session
from vendor_tracker.storage.dossiers import load_product_dossiers, load_supplier_dossiers
from vendor_tracker.storage.dossiers.answers import load_our_answers
from vendor_tracker.storage.libraries import load_library
from vendor_tracker.storage.models import Answer, ProductVersion


def is_shown(row: Answer) -> bool:
    """Tell whether an answer that says met is shown by evidence that is live today."""
    library = load_library(row.organisation_id)
    item = library.by_code.get(row.item_code)
    if item is None:
        return False
    on, judged, ends = clock.today(), None, None
    if row.product_id is not None:
        product = load_product_dossiers(row.organisation_id, [row.product_id])[row.product_id]
        found = product.answers.get(item.code)
        judged, ends = judged_version(product.versions, on), contract_end(product)
    elif row.supplier_id is not None:
        supplier = load_supplier_dossiers(row.organisation_id, [row.supplier_id])[row.supplier_id]
        found = supplier.answers.get(item.code)
    else:
        found = load_our_answers(row.organisation_id, library).get(item.code)
    return read_item(item, found, judged, on, ends).standing is Standing.met


def judged_id(actor: Actor, product_id: int | None) -> int | None:
    """Return the key of the version of a product that is judged today."""
    if product_id is None:
        return None
    rows = session().execute(
        sa.select(
            ProductVersion.id,
            ProductVersion.name,
            ProductVersion.released_on,
            ProductVersion.in_use_from,
        )
        .where(
            ProductVersion.organisation_id == actor.organisation_id,
            ProductVersion.product_id == product_id,
            ProductVersion.archived_at.is_(None),
        )
        .order_by(ProductVersion.id)
    )
    judged = judged_version(tuple(VersionFacts(str(row[0]), *row[1:]) for row in rows),
                            clock.today())  # fmt: skip
    return None if judged is None else int(judged.reference)
