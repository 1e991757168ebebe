"""Replacing a document, taking a file out, and what both leave behind, on both engines."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa

from tests.factories import (
    make_claim,
    make_evidence,
    make_product,
    make_supplier,
    make_version,
)
from tests.people import person
from tests.scanners import VIRUS, scanning
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Conflict, NotFound, Refused
from vendor_tracker.domain.vocabulary import AnswerState, ReviewState, Role
from vendor_tracker.domain.worth import Standing
from vendor_tracker.files.scanner import Scanner
from vendor_tracker.files.store import EvidenceStore
from vendor_tracker.services import (
    answers,
    evidence,
    evidence_files,
    evidence_links,
    evidence_replacing,
)
from vendor_tracker.storage.db import Database, session
from vendor_tracker.storage.models import Answer, Revision, StoredFile
from vendor_tracker.storage.queries.answers import get_item
from vendor_tracker.storage.queries.claims import get_claim
from vendor_tracker.storage.queries.evidence import EvidenceDetail, get_evidence
from vendor_tracker.storage.queries.evidencefiles import get_former, list_lapsing_months

TODAY = date(2026, 10, 6)


def received(actor: Actor, folder: Path, text: str) -> evidence_files.Received:
    """Return a text file that lies in a store."""
    stream = io.BytesIO(text.encode())
    return evidence_files.receive(
        actor, EvidenceStore(folder), stream, f"{text}.txt", quota_mb=1, inspector=None
    )


def page_of(actor: Actor, ref: str) -> EvidenceDetail:
    """Return a piece of evidence as it stands."""
    return get_evidence(actor, ref, on=TODAY, warning_days=60)


def add(actor: Actor, folder: Path, text: str = "old", **fields: Any) -> str:
    """Add a certificate with a file, about a product."""
    product = fields.pop("product", None) or make_product(actor, supplier=make_supplier(actor))
    return evidence.add_evidence(
        actor, title="Certificate", product=str(product),
        received=received(actor, folder, text), **fields,
    )  # fmt: skip


def test_the_former_file_stays_with_its_dates_and_is_never_swept(
    any_actor: Actor, any_database: Database, tmp_path: Path
) -> None:
    ref = add(any_actor, tmp_path, issued_on=date(2025, 1, 1), form_version="1.2")
    evidence_replacing.replace_document(
        any_actor, ref, version=1, received=received(any_actor, tmp_path, "new"),
        issued_on=TODAY, expires_on=date(2027, 10, 6), form_version="2.0", reason="Renewed",
    )  # fmt: skip
    page = page_of(any_actor, ref)
    assert page.file is not None
    assert (page.file.name, page.form_version, page.expires_on) == (
        "new.txt",
        "2.0",
        date(2027, 10, 6),
    )
    (former,) = page.former
    assert (former.issued_on, former.form_version) == (date(2025, 1, 1), "1.2")
    assert former.reason == "Renewed"
    old = get_former(any_actor, ref, 1)
    session().rollback()
    assert evidence_files.sweep_all(any_database, EvidenceStore(tmp_path)) == 0
    with EvidenceStore(tmp_path).open_file(any_actor.organisation_code, old.sha256) as stream:
        assert stream.read() == b"old"
    with pytest.raises(NotFound):
        get_former(any_actor, ref, 2)


def test_links_stay_and_an_accepted_answer_is_looked_at_again(
    any_actor: Actor, tmp_path: Path
) -> None:
    product = make_product(any_actor, supplier=make_supplier(any_actor))
    ref = add(any_actor, tmp_path, product=product)
    answers.save_answer(
        person(any_actor, "officer", Role.officer),
        product,
        "CORE-01",
        version=None,
        state=AnswerState.met,
    )
    claim = make_claim(any_actor, product=product)
    for target in (claim, f"{product}/CORE-01"):
        evidence_links.link_evidence(any_actor, ref, target)
    reviewer = person(any_actor, "reviewer", Role.reviewer)
    answers.review_answer(reviewer, product, "CORE-01", version=None, accept=True)
    assert session().scalars(sa.select(Answer.review)).one() is ReviewState.accepted
    evidence_replacing.replace_document(
        any_actor, ref, version=None, received=received(any_actor, tmp_path, "new")
    )
    assert session().scalars(sa.select(Answer.review)).one() is ReviewState.to_review
    assert [one.reference for one in page_of(any_actor, ref).supports] == [
        claim,
        f"{product}/CORE-01",
    ]


def test_what_is_no_newer_document_is_refused(any_actor: Actor, tmp_path: Path) -> None:
    ref = add(any_actor, tmp_path)
    replace = evidence_replacing.replace_document
    with pytest.raises(Refused, match="Choose the newer file"):
        replace(any_actor, ref, version=1)
    with pytest.raises(Refused, match="there already"):
        replace(any_actor, ref, version=1, received=received(any_actor, tmp_path, "old"))
    with pytest.raises(Refused, match="before it was issued"):
        replace(
            any_actor, ref, version=1, link_url="https://example.com/",
            issued_on=TODAY, expires_on=date(2026, 1, 1),
        )  # fmt: skip
    with pytest.raises(Refused, match="at most 40"):
        replace(any_actor, ref, version=1, link_url="https://a.example", form_version="x" * 41)
    with pytest.raises(Conflict):
        replace(any_actor, ref, version=7, link_url="https://example.com/")
    evidence.archive_evidence(any_actor, ref, version=1, reason="Old")
    with pytest.raises(Refused, match="archived"):
        replace(any_actor, ref, version=2, link_url="https://example.com/")


def test_a_link_takes_the_place_of_a_file_and_is_kept_in_turn(
    any_actor: Actor, tmp_path: Path
) -> None:
    ref = add(any_actor, tmp_path)
    for link in ("https://example.com/1", "https://example.com/2"):
        evidence_replacing.replace_document(any_actor, ref, version=None, link_url=link)
    page = page_of(any_actor, ref)
    assert (page.file, page.link_url) == (None, "https://example.com/2")
    assert [bool(one.file) for one in page.former] == [True, False]
    assert page.former[1].link_url == "https://example.com/1"


def test_a_file_is_taken_out_for_good_unless_something_else_has_it(
    any_actor: Actor, tmp_path: Path
) -> None:
    refs = [add(any_actor, tmp_path), add(any_actor, tmp_path)]
    take_out = evidence_replacing.take_out
    assert take_out(any_actor, refs[0], version=1) is None
    sha256 = take_out(any_actor, refs[1], version=1)
    assert sha256 is not None
    assert session().scalar(sa.select(sa.func.count()).select_from(StoredFile)) == 0
    EvidenceStore(tmp_path).discard(any_actor.organisation_code, sha256)
    assert not EvidenceStore(tmp_path).seems_whole(any_actor.organisation_code, sha256)
    assert "taken out" in page_of(any_actor, refs[1]).numbers_reason
    kinds = sa.select(sa.func.count()).select_from(Revision).where(Revision.kind == "EVD")
    assert session().scalar(kinds) == 4
    with pytest.raises(Refused, match="no file"):
        take_out(any_actor, refs[1], version=2)


def test_a_former_file_is_taken_out_for_good_too(any_actor: Actor, tmp_path: Path) -> None:
    ref = add(any_actor, tmp_path, "patients")
    evidence_replacing.replace_document(
        any_actor, ref, version=None, received=received(any_actor, tmp_path, "new"), reason="Newer"
    )
    take_out = evidence_replacing.take_out
    sha256 = take_out(any_actor, ref, version=None, place=1)
    assert sha256 is not None
    assert sha256 not in session().scalars(sa.select(StoredFile.sha256)).all()
    page = page_of(any_actor, ref)
    assert page.file is not None
    assert page.file.name == "new.txt"
    (former,) = page.former
    assert former.file is None
    assert former.reason == "Newer; The file was taken out: it looked like patient data."
    with pytest.raises(Refused, match="already"):
        take_out(any_actor, ref, version=None, place=1)
    with pytest.raises(NotFound):
        take_out(any_actor, ref, version=None, place=2)


@pytest.mark.parametrize("what", ["taken out", "infected"])
def test_a_file_that_is_gone_or_infected_shows_nothing(
    any_actor: Actor, tmp_path: Path, what: str
) -> None:
    product = make_product(any_actor, supplier=make_supplier(any_actor))
    claim = make_claim(any_actor, product=product)
    ref = add(any_actor, tmp_path, VIRUS.decode(), product=product)
    answers.save_answer(
        any_actor, product, "SAF-03", version=None, state=AnswerState.met, note="Seen"
    )
    for target in (claim, f"{product}/SAF-03"):
        evidence_links.link_evidence(any_actor, ref, target)

    def stands() -> tuple[Standing, tuple[str, ...], bool]:
        standing = get_item(any_actor, product, "SAF-03").one.reading.standing
        holds = any(one.holds for one in page_of(any_actor, ref).supports)
        return standing, get_claim(any_actor, claim).facts.evidence, holds

    assert stands() == (Standing.met, (ref,), True)
    if what == "taken out":
        evidence_replacing.take_out(any_actor, ref, version=None)
    else:
        session().commit()
        with scanning() as (address, _):
            scanner = Scanner(address, seconds=5)
            evidence_files.scan_held(EvidenceStore(tmp_path), scanner)
    assert stands() == (Standing.not_shown, (), False)


def test_what_it_supports_says_whether_it_holds_and_what_else_does(any_actor: Actor) -> None:
    product = make_product(any_actor, supplier=make_supplier(any_actor))
    old = make_version(any_actor, product=product, name="2.1", in_use_from=date(2025, 1, 1))
    make_version(any_actor, product=product, name="3.0", in_use_from=date(2026, 1, 1))
    study = make_evidence(any_actor, product=product, title="Study", version=old)
    claims = [
        make_claim(any_actor, product=product, version=old),
        make_claim(any_actor, product=product),
    ]
    letter = make_evidence(any_actor, product=product, title="Letter", expires_on=TODAY)
    lapsed = make_evidence(any_actor, product=product, title="Old", expires_on=date(2026, 10, 5))
    for claim in claims:
        evidence_links.link_evidence(any_actor, study, claim)
    for ref in (letter, lapsed):
        evidence_links.link_evidence(any_actor, ref, claims[0])
    first, second = page_of(any_actor, study).supports
    assert (first.holds, first.own_version, first.others) == (True, "2.1", (letter,))
    assert (second.holds, second.others) == (False, ())
    assert page_of(any_actor, letter).rest_on_it_alone == (claims[0],)
    assert not page_of(any_actor, lapsed).supports[0].holds


def test_lapsing_months_count_from_today_for_a_year(any_actor: Actor) -> None:
    supplier = make_supplier(any_actor)
    days = ["2026-10-05", "2026-10-06", "2026-10-31", "2027-09-30", "2027-10-01"]
    for day in days:
        make_evidence(any_actor, supplier=supplier, title="x", expires_on=date.fromisoformat(day))
    found = list_lapsing_months(any_actor, clock.today())
    assert [(code, count) for code, _, count in found] == [("2026-10", 2), ("2027-09", 1)]
