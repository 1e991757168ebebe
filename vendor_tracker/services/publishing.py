"""Publish a register: one person proposes it, another approves it, and its file never changes."""

import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.registercompare import content_hash
from vendor_tracker.domain.registers import WHOLE, RegisterChoice, to_body
from vendor_tracker.domain.vocabulary import RegisterState
from vendor_tracker.files.mail import MailHead
from vendor_tracker.files.names import clean_name
from vendor_tracker.files.store import EvidenceStore, StoredFile
from vendor_tracker.services import chains, evidence_files, records, registers
from vendor_tracker.services.evidence_files import Received
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage import models
from vendor_tracker.storage.db import session


@dataclass(frozen=True, slots=True)
class _Made:
    """A register that was written, with the hash of its cells and the chain when it was."""

    content: str
    chain: tuple[int, str]
    file: StoredFile


def propose(
    actor: Actor,
    store: EvidenceStore,
    *,
    title: str,
    reason: str,
    base_url: str,
    quota_mb: int,
    choice: RegisterChoice = WHOLE,
) -> str:
    """Freeze the register of this moment, to be approved by a second person."""
    actor.must(Permission.LOG)
    wanted = " ".join(title.split())
    if not wanted or len(wanted) > 80:
        raise Refused("Give the register a title of at most 80 characters.", field="title")
    if not reason.strip():
        raise Refused("Say in a few words what it is published for.", field="reason")
    made = _freeze(actor, store, wanted, base_url, choice)
    return _propose(
        actor, made, title=wanted, reason=reason.strip(), quota_mb=quota_mb, choice=choice
    )


@transactional
def judge(actor: Actor, ref: str, *, version: int | None, approves: bool, words: str = "") -> None:
    """Approve or decline a register that somebody else proposed."""
    actor.must(Permission.DECIDE)
    row = records.find(actor, Kind.REGISTER, models.PublishedRegister, ref)
    if row.state is not RegisterState.proposed:
        raise Refused(f"{ref} was looked at already: {row.state.label.lower()}.")
    if actor.user_id is not None and row.created_by == actor.user_id:
        raise Refused("You proposed it, so another person has to look at it.")
    if not approves and not words.strip():
        raise Refused("Say in a few words why not.", field="words")
    records.change(
        actor,
        Kind.REGISTER,
        row,
        version=version,
        state=RegisterState.published if approves else RegisterState.declined,
        edition=_next_edition(actor, row.title) if approves else None,
        judged_by=actor.user_id,
        judged_at=clock.now(),
        judged_words=words.strip(),
    )


def _freeze(
    actor: Actor, store: EvidenceStore, title: str, base_url: str, choice: RegisterChoice
) -> _Made:
    from vendor_tracker.excel.contents import CONTENT_HASH

    chain = chains.head_of(actor.organisation_id)
    facts = {"Proposed for publication as": title}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "register.xlsx"
        content = _write(actor, path, base_url, choice, facts)
        again = _write(actor, path, base_url, choice, {**facts, CONTENT_HASH: content})
        if again != content or chains.head_of(actor.organisation_id) != chain:
            raise Refused(
                "Something was changed here while the register was made. Nothing was kept. "
                "Propose it again."
            )
        with path.open("rb") as stream:
            name = clean_name(f"{title}-{clock.today().isoformat()}.xlsx")
            kept = store.keep(actor.organisation_code, stream, name)
    return _Made(content, chain, kept)


def _write(
    actor: Actor, path: Path, base_url: str, choice: RegisterChoice, facts: Mapping[str, object]
) -> str:
    from vendor_tracker.excel.contents import read_contents

    registers.export_register(
        actor, path, base_url=base_url, choice=choice, more=tuple(facts.items())
    )
    return content_hash(read_contents(path, path.name)[0])


@transactional
def _propose(
    actor: Actor,
    made: _Made,
    *,
    title: str,
    reason: str,
    quota_mb: int,
    choice: RegisterChoice,
) -> str:
    file = evidence_files.columns_of(actor, Received(made.file, MailHead(), quota_mb))
    row = records.add(
        actor,
        Kind.REGISTER,
        models.PublishedRegister,
        title=title,
        state=RegisterState.proposed,
        reason=reason,
        body=to_body(choice),
        file_id=file["file_id"],
        file_name=file["file_name"],
        content_hash=made.content,
        as_of=clock.now(),
        chain_seq=made.chain[0],
        chain_hash=made.chain[1],
    )
    return reference(Kind.REGISTER, row.number)


def _next_edition(actor: Actor, title: str) -> int:
    register = models.PublishedRegister
    last = session().scalar(
        sa.select(sa.func.max(register.edition)).where(
            register.organisation_id == actor.organisation_id, register.title == title
        )
    )
    return (last or 0) + 1
