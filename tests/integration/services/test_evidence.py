"""Evidence on both engines: files, quota, dates, links."""

import io
import os
import threading
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from tests.factories import (
    make_claim,
    make_contract,
    make_cost,
    make_evidence,
    make_product,
    make_promise,
    make_question,
    make_supplier,
    make_version,
)
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Conflict, Refused
from vendor_tracker.files.store import EvidenceStore
from vendor_tracker.services import evidence, evidence_files, evidence_links
from vendor_tracker.storage.db import Database, session
from vendor_tracker.storage.models import Evidence, EvidenceLink, Revision, StoredFile
from vendor_tracker.storage.queries.evidence import (
    EvidenceFilter,
    get_evidence,
    list_evidence,
)
from vendor_tracker.storage.queries.messages import get_asked
from vendor_tracker.storage.queries.paging import Asked

TODAY = date(2026, 10, 6)


def received(actor: Actor, folder: Path, text: str, quota_mb: int = 1) -> evidence_files.Received:
    """Return a text file that lies in a store."""
    stream = io.BytesIO(text.encode())
    return evidence_files.receive(
        actor, EvidenceStore(folder), stream, "a.txt", quota_mb=quota_mb, inspector=None
    )


def test_a_product_names_its_supplier(any_actor: Actor) -> None:
    supplier = make_supplier(any_actor)
    product = make_product(any_actor, supplier=supplier)
    ref = evidence.add_evidence(any_actor, title="DTAC form", product=product)
    page = get_evidence(any_actor, ref, on=TODAY, warning_days=60)
    assert page.supplier is not None
    assert page.supplier.reference == supplier


def test_the_same_content_is_stored_once(any_actor: Actor, tmp_path: Path) -> None:
    supplier = make_supplier(any_actor)
    for title in ("One", "Two"):
        evidence.add_evidence(
            any_actor, title=title, supplier=supplier, received=received(any_actor, tmp_path, "x")
        )
    assert session().scalar(sa.select(sa.func.count()).select_from(StoredFile)) == 1
    page = get_evidence(any_actor, "EVD-1", on=TODAY, warning_days=60)
    assert page.same_file == ("EVD-2",)


def test_parallel_uploads_never_exceed_the_quota(
    any_actor: Actor, any_database: Database, tmp_path: Path
) -> None:
    supplier = make_supplier(any_actor)
    files = [received(any_actor, tmp_path, str(n) * 400_000) for n in range(6)]
    session().rollback()
    barrier = threading.Barrier(len(files))
    refused: list[str] = []

    def add(file: evidence_files.Received) -> None:
        with any_database.opened():
            barrier.wait()
            try:
                evidence.add_evidence(any_actor, title="x", supplier=supplier, received=file)
            except Refused as refusal:
                refused.append(refusal.message)

    threads = [threading.Thread(target=add, args=(file,)) for file in files]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(refused) == 4
    assert session().scalar(sa.select(sa.func.sum(StoredFile.size))) == 800_000
    assert session().scalar(sa.select(sa.func.count()).select_from(Evidence)) == 2


@pytest.mark.parametrize(
    "fields,field",
    [
        ({"issued_on": date(2026, 10, 7)}, "issued_on"),
        ({"issued_on": TODAY, "expires_on": date(2026, 10, 5)}, "expires_on"),
        ({"confidential": True}, "confidential_reason"),
        ({"link_url": "javascript:alert(1)"}, "link_url"),
        ({"title": " "}, "title"),
        ({"supplier": None}, "about"),
    ],
)
def test_what_cannot_be_right_is_refused(actor: Actor, fields: dict[str, Any], field: str) -> None:
    given = {"title": "DTAC form", "supplier": make_supplier(actor), **fields}
    with pytest.raises(Refused) as refusal:
        evidence.add_evidence(actor, **given)
    assert refusal.value.field == field


def test_a_version_of_another_product_is_refused(actor: Actor) -> None:
    product, other = make_product(actor), make_product(actor, name="Other")
    version = make_version(actor, product=other)
    with pytest.raises(Refused, match="another product"):
        evidence.add_evidence(actor, title="x", product=product, product_version=version)


def test_a_file_is_never_replaced_and_a_stale_change_is_a_conflict(
    any_actor: Actor, tmp_path: Path
) -> None:
    supplier = make_supplier(any_actor)
    first = received(any_actor, tmp_path, "x")
    ref = evidence.add_evidence(any_actor, title="One", supplier=supplier, received=first)
    with pytest.raises(Refused, match="Replace it"):
        evidence.change_evidence(
            any_actor, ref, version=1, received=received(any_actor, tmp_path, "y")
        )
    evidence.change_evidence(any_actor, ref, version=1, title="Two")
    with pytest.raises(Conflict):
        evidence.change_evidence(any_actor, ref, version=1, title="Three")


def test_a_link_is_made_once_undone_and_kept_in_history(any_actor: Actor) -> None:
    supplier = make_supplier(any_actor)
    product = make_product(any_actor, supplier=supplier)
    ref = make_evidence(any_actor, product=product, title="Study")
    targets = [
        make_claim(any_actor, product=product),
        make_cost(any_actor, supplier=supplier),
        make_promise(any_actor, supplier=supplier),
        make_question(any_actor, supplier=supplier),
        make_contract(any_actor, supplier=supplier),
    ]
    for target in [*targets, targets[0]]:
        evidence_links.link_evidence(any_actor, ref, target)
    page = get_evidence(any_actor, ref, on=TODAY, warning_days=60)
    assert [target.reference for target in page.supports] == targets
    evidence_links.unlink_evidence(any_actor, ref, targets[0])
    evidence_links.unlink_evidence(any_actor, ref, targets[0])
    link = session().scalars(sa.select(EvidenceLink).order_by(EvidenceLink.id)).first()
    assert link is not None
    assert link.unlinked_at is not None
    last = session().scalars(sa.select(Revision).order_by(Revision.event_seq.desc())).first()
    assert last is not None
    assert last.snapshot["evidence_link"][0]["unlinked_at"]


def test_lists_page_and_filter_on_both_engines(any_actor: Actor) -> None:
    supplier = make_supplier(any_actor)
    product = make_product(any_actor, supplier=supplier)
    for day in range(1, 28):
        for _ in range(2):
            make_evidence(any_actor, supplier=supplier, title="x", expires_on=date(2026, 11, day))
    make_evidence(any_actor, product=product, title="No end")
    wanted = EvidenceFilter(product=product)
    seen: list[str] = []
    after: str | None = ""
    while after is not None:
        asked = Asked("expires", after=after)
        page = list_evidence(any_actor, wanted, on=TODAY, warning_days=60, asked=asked)
        assert page.total == 55
        seen += [row.reference for row in page.rows]
        after = page.after
    assert len(set(seen)) == 55
    assert seen[-1] == "EVD-55"
    lapsing = EvidenceFilter(text="X", state="lapsing", supplier=supplier)
    found = list_evidence(any_actor, lapsing, on=date(2026, 11, 25), warning_days=1)
    assert found.total == 4


def test_what_a_message_asks_is_read_on_both_engines(any_actor: Actor) -> None:
    supplier = make_supplier(any_actor)
    product = make_product(any_actor, name="Bleed Alert", supplier=supplier)
    refs = [
        make_claim(any_actor, product=product, statement="Finds 96%"),
        make_cost(any_actor, supplier=supplier, product=product, description="Support"),
        make_evidence(any_actor, product=product, title="DTAC form"),
        product,
    ]
    asked = get_asked(any_actor, refs, category="K11")
    assert asked.supplier.reference == supplier
    assert [matter.reference for matter in asked.matters] == refs
    assert asked.matters[0].missing
    assert asked.matters[3].category == "K11"


def test_evidence_supports_no_supplier_and_nothing_archived(actor: Actor) -> None:
    supplier = make_supplier(actor)
    ref = make_evidence(actor, supplier=supplier, title="Study")
    for target in (supplier, "CLM-9", "nonsense"):
        with pytest.raises(Refused) as refusal:
            evidence_links.link_evidence(actor, ref, target)
        assert refusal.value.field == "target"
    promise = make_promise(actor, supplier=supplier)
    evidence.archive_evidence(actor, ref, version=1, reason="old")
    with pytest.raises(Refused, match="archived"):
        evidence_links.link_evidence(actor, ref, promise)
    evidence.restore_evidence(actor, ref, version=2)
    evidence_links.link_evidence(actor, ref, promise)


def test_what_an_upload_left_behind_goes_and_what_a_record_names_stays(
    any_actor: Actor, any_database: Database, tmp_path: Path
) -> None:
    supplier = make_supplier(any_actor)
    kept = received(any_actor, tmp_path, "kept")
    evidence.add_evidence(any_actor, title="Letter", supplier=supplier, received=kept)
    evidence.archive_evidence(any_actor, "EVD-1", version=None, reason="entered twice")
    old, fresh = (received(any_actor, tmp_path, text) for text in ("old", "fresh"))
    store, now = EvidenceStore(tmp_path), clock.now().timestamp()
    for one, age in ((kept, 9), (old, 9), (fresh, 0)):
        (path,) = tmp_path.rglob(one.file.sha256)
        os.utime(path, (now, now - age * 86_400))
    assert evidence_files.sweep_all(any_database, store) == 1
    assert {one.sha256 for one in store.files()} == {kept.file.sha256, fresh.file.sha256}
    assert evidence_files.sweep_all(any_database, store) == 0
