"""Model cards for tests: the invented one of the demonstration, and what can be wrong with one."""

import io
from importlib import resources
from pathlib import Path

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.cards.plans import CardFile
from vendor_tracker.domain.vocabulary import CardSource
from vendor_tracker.files.modelcards import ReadCard, read_card
from vendor_tracker.files.store import EvidenceStore
from vendor_tracker.services import cardimports, evidence_files
from vendor_tracker.services.evidence_files import Received

HEAD = '<AppliedModelCard xmlns="https://mc.chai.org/v0.2/schema.xsd">'
BOMB = (
    '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;">'
    '<!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;">]>'
    f"{HEAD}<BasicInfo><ModelName>&c;</ModelName></BasicInfo></AppliedModelCard>"
)
OUTSIDE = (
    '<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>'
    f"{HEAD}<BasicInfo><ModelName>&e;</ModelName></BasicInfo></AppliedModelCard>"
)


def example_bytes(**changes: str) -> bytes:
    """Return the example card; each change replaces the text of the first such element."""
    folder = resources.files("vendor_tracker.domain.examples")
    text = folder.joinpath("head_ct_model_card.xml").read_text("utf-8")
    for name, value in changes.items():
        before, _, rest = text.partition(f"<{name}>")
        text = f"{before}<{name}>{value}{rest[rest.index(f'</{name}>') :]}"
    return text.encode()


def example_card(**changes: str) -> ReadCard:
    """Return the example card as it is read."""
    return read_card(io.BytesIO(example_bytes(**changes)))


def example_file(folder: Path, **changes: str) -> Path:
    """Write the example card to a file."""
    path = folder / "card.xml"
    path.write_bytes(example_bytes(**changes))
    return path


def received(actor: Actor, folder: Path, **changes: str) -> Received:
    """Put the example card into a store, as an upload would."""
    stream = io.BytesIO(example_bytes(**changes))
    store = EvidenceStore(folder)
    return evidence_files.receive(actor, store, stream, "card.xml", quota_mb=10, inspector=None)


def bring_in(
    actor: Actor, folder: Path, product: str | None = None, **changes: str
) -> cardimports.Applied:
    """Bring the example card in."""
    return cardimports.apply(
        actor, as_file(**changes), received(actor, folder, **changes), product=product
    )


def as_file(**changes: str) -> CardFile:
    """Return the example card as a file that was read."""
    card = example_card(**changes)
    return CardFile("card.xml", CardSource.chai, card.edition, card.fields)
