"""A register is proposed by one, approved by another, frozen, held against files and compared."""

from pathlib import Path

import pytest
from openpyxl import load_workbook

from tests.people import person
from tests.registers import column_of
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Forbidden, Refused
from vendor_tracker.domain.vocabulary import RegisterState, Role
from vendor_tracker.files.store import EvidenceStore
from vendor_tracker.services import chains, publishing, suppliers
from vendor_tracker.services.publishedfiles import Finding, compare_published, verify
from vendor_tracker.storage.queries.registers.published import get_published, list_published

NAME = "Fenwick (example)"


@pytest.fixture
def store(tmp_path: Path) -> EvidenceStore:
    """Return an empty store."""
    return EvidenceStore(tmp_path / "files")


def proposed(actor: Actor, store: EvidenceStore, title: str = "Board register") -> str:
    """Propose the register of now."""
    given = {"title": title, "reason": "For the board.", "base_url": "http://x", "quota_mb": 100}
    return publishing.propose(actor, store, **given)  # type: ignore[arg-type]


def published(actor: Actor, store: EvidenceStore) -> str:
    """Publish the register of now."""
    ref = proposed(actor, store)
    reviewer = person(actor, f"reviewer-{ref.lower()}", Role.reviewer)
    publishing.judge(reviewer, ref, version=1, approves=True)
    return ref


def taken(actor: Actor, store: EvidenceStore, ref: str, path: Path) -> Path:
    """Take the frozen file of a register."""
    page = get_published(actor, ref)
    with store.open_file(actor.organisation_code, page.sha256) as stream:
        path.write_bytes(stream.read())
    return path


def test_two_people_publish_and_each_title_counts_its_versions(
    any_actor: Actor, store: EvidenceStore
) -> None:
    suppliers.add_supplier(any_actor, name=NAME)
    head = chains.head_of(any_actor.organisation_id)
    officer = person(any_actor, "officer", Role.officer)
    ref = proposed(officer, store)
    page = get_published(any_actor, ref)
    assert (page.state, page.edition) == (RegisterState.proposed, None)
    assert (page.chain_seq, page.chain_hash) == head
    with pytest.raises(Forbidden):
        publishing.judge(officer, ref, version=1, approves=True)
    published(any_actor, store)
    publishing.judge(person(any_actor, "second", Role.reviewer), ref, version=1, approves=True)
    assert [(one.name, one.state) for one in list_published(any_actor)] == [
        ("Board register, version 1", RegisterState.published),
        ("Board register, version 2", RegisterState.published),
    ]


def test_who_proposed_cannot_approve_and_a_no_has_its_reason(
    actor: Actor, store: EvidenceStore
) -> None:
    reviewer = person(actor, "reviewer", Role.reviewer)
    ref = proposed(reviewer, store)
    with pytest.raises(Refused, match="another person"):
        publishing.judge(reviewer, ref, version=1, approves=True)
    second = person(actor, "second", Role.reviewer)
    with pytest.raises(Refused, match="why not"):
        publishing.judge(second, ref, version=1, approves=False)
    publishing.judge(second, ref, version=1, approves=False, words="Two costs are missing.")
    with pytest.raises(Refused, match="looked at already"):
        publishing.judge(second, ref, version=2, approves=True)


def test_a_file_is_unaltered_edited_or_unknown(
    actor: Actor, store: EvidenceStore, tmp_path: Path
) -> None:
    suppliers.add_supplier(actor, name=NAME, country="Wales")
    ref = published(actor, store)
    path = taken(actor, store, ref, tmp_path / "taken.xlsx")
    assert verify(actor, store, path, path.name).finding is Finding.UNALTERED
    book = load_workbook(path)
    book.save(path)
    assert verify(actor, store, path, path.name).finding is Finding.UNALTERED
    book["Suppliers"].cell(2, column_of(book, "Suppliers", "Country"), "Scotland")
    book.save(path)
    edited = verify(actor, store, path, path.name)
    assert edited.differs is not None
    assert [(c.reference, c.heading, c.before, c.after) for c in edited.differs.changed] == [
        ("SUP-1", "Country", "Wales", "Scotland")
    ]
    book["About"].delete_rows(1, book["About"].max_row)
    book.save(path)
    assert verify(actor, store, path, path.name).finding is Finding.UNKNOWN


def test_two_registers_are_compared_and_one_with_now(actor: Actor, store: EvidenceStore) -> None:
    suppliers.add_supplier(actor, name=NAME, country="Wales")
    ref = published(actor, store)
    suppliers.change_supplier(
        person(actor, "imaging-lead", Role.officer), "SUP-1", version=1, name=NAME, country="Kent"
    )
    suppliers.add_supplier(actor, name="Larch (example)")
    found = compare_published(actor, store, ref, None, base_url="http://x")
    (changed,) = [one for one in found.changed if one.heading == "Country"]
    assert (changed.reference, changed.before, changed.after) == ("SUP-1", "Wales", "Kent")
    assert changed.who
    assert "SUP-2" in [one.reference for one in found.added]
    later = published(actor, store)
    backwards = compare_published(actor, store, later, ref, base_url="http://x")
    assert "SUP-2" in [one.reference for one in backwards.added]
    assert compare_published(actor, store, later, None, base_url="http://x").changed == []
