"""A database that is not there, or is no longer one: said in one sentence, nothing changed."""

from pathlib import Path

import pytest

from tests.integration.cli.conftest import Commands
from vendor_tracker import config


@pytest.mark.parametrize("damage", ["head", "whole", "emptied"])
def test_a_damaged_database_is_said_in_one_sentence(installed: Commands, damage: str) -> None:
    path = installed.instance / config.DATABASE_NAME
    content = path.read_bytes()
    path.write_bytes(
        {"head": b"x" * 100 + content[100:], "whole": b"no database" * 99}.get(damage, b"")
    )
    before = path.read_bytes()
    for words in (("serve",), ("db", "check"), ("user", "disable", "x", "--organisation", "rht")):
        sentence = installed(*words).sentence
        assert "damaged" in sentence or "no database yet" in sentence
    assert path.read_bytes() == before


def test_a_page_of_rubbish_inside_is_said_too(installed: Commands) -> None:
    path = installed.instance / config.DATABASE_NAME
    content = path.read_bytes()
    path.write_bytes(content[:4096] + b"\xff" * (len(content) - 4096))
    assert "damaged" in installed("audit", "verify", "--organisation", "rht").sentence


@pytest.mark.parametrize("address", ["nonsense", "mysql://x/y", "sqlite:////nowhere/at/all.db"])
def test_an_address_of_no_database_is_said_in_one_sentence(
    installed: Commands, tmp_path: Path, address: str
) -> None:
    installed.use(installed.instance, DATABASE_URL=address)
    sentence = installed("serve").sentence
    assert "VENDOR_TRACKER_DATABASE_URL" in sentence or "no database yet" in sentence
    assert list(tmp_path.glob("*.db")) == []
