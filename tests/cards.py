"""Model cards for tests: the invented one of the demonstration, and what can be wrong with one."""

import io
from importlib import resources
from pathlib import Path

from vendor_tracker.files.modelcards import ReadCard, read_card

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
