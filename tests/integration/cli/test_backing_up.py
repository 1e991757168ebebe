"""The restore drill: what was backed up comes back, wherever it is brought back."""

import io
import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.databases import Templates
from tests.integration.cli.conftest import Commands
from vendor_tracker import config
from vendor_tracker.files.store import EvidenceStore
from vendor_tracker.services import evidence, evidence_files, suppliers
from vendor_tracker.services.databases import Database
from vendor_tracker.storage.copying import count_rows
from vendor_tracker.storage.queries.users import find_command_actor

REPORT = b"An invented test report.\n"
VERIFY = ("audit", "verify", "--organisation", "rht")


def fill() -> None:
    """Add suppliers that name one another and a file of evidence."""
    settings = config.load()
    store = EvidenceStore(settings.evidence)
    database = Database(settings.database_url)
    with database.opened():
        actor = find_command_actor("rht")
        assert actor is not None
        child = suppliers.add_supplier(actor, name="Calder Speech (example)")
        parent = suppliers.add_supplier(actor, name="Fenwick Imaging (example)")
        suppliers.change_supplier(
            actor, child, version=None, name="Calder Speech (example)", parent=parent
        )
        received = evidence_files.receive(
            actor, store, io.BytesIO(REPORT), "report.txt", quota_mb=1, inspector=None
        )
        evidence.add_evidence(actor, title="Report", supplier=parent, received=received)
    database.dispose()


def counts() -> dict[str, int]:
    """Count the rows of every table of this installation."""
    database = Database(config.load().database_url)
    found = count_rows(database)
    database.dispose()
    return found


def kept() -> list[bytes]:
    """Return the content of every evidence file of this installation."""
    return [one.path.read_bytes() for one in EvidenceStore(config.load().evidence).files()]


@pytest.fixture
def filled(installed: Commands) -> Commands:
    """Run commands in an installation with records and evidence."""
    fill()
    return installed


@pytest.fixture
def file(filled: Commands, tmp_path: Path) -> Path:
    """Return a backup of a filled installation."""
    made = tmp_path / "backup.zip"
    assert filled("backup", made, "--check").code == 0
    return made


@pytest.fixture
def server(templates: Templates) -> Iterator[str]:
    """Return the address of an empty PostgreSQL database."""
    with templates.copy("postgresql") as database:
        yield database.url.render_as_string(hide_password=False)


def test_a_backup_comes_back_elsewhere(filled: Commands, file: Path, tmp_path: Path) -> None:
    before = counts()
    filled.use(tmp_path / "elsewhere")
    assert filled("restore", file).code == 0
    assert counts() == before
    assert kept() == [REPORT]
    assert filled(*VERIFY).code == 0
    assert filled("doctor").code == 0
    check_that_it_grows()


def test_it_crosses_to_postgresql_and_back(
    filled: Commands, file: Path, server: str, tmp_path: Path
) -> None:
    before = counts()
    filled.use(tmp_path / "other", DATABASE_URL=server)
    assert filled("restore", file).code == 0
    assert counts() == before
    assert filled(*VERIFY).code == 0
    check_that_it_grows()
    grown, second = counts(), tmp_path / "second.zip"
    assert filled("backup", second).code == 0
    filled.use(tmp_path / "third")
    assert filled("restore", second).code == 0
    assert counts() == grown
    assert kept() == [REPORT]
    assert filled(*VERIFY).code == 0
    check_that_it_grows()


def test_a_flipped_byte_is_refused(filled: Commands, file: Path, tmp_path: Path) -> None:
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    filled.use(tmp_path / "elsewhere")
    for words in (("restore", file), ("backup", file, "--check")):
        assert "This backup is damaged" in filled(*words).sentence
    assert not (tmp_path / "elsewhere" / config.DATABASE_NAME).exists()


def test_a_backup_holds_no_secret(filled: Commands, file: Path) -> None:
    secret = config.load().secret_key.encode()
    assert secret
    assert secret not in file.read_bytes()


def test_nothing_is_written_over(filled: Commands, file: Path) -> None:
    assert "exists already" in filled("backup", file).sentence
    assert "There is a database here already" in filled("restore", file).sentence


def test_a_file_that_is_no_backup_is_refused(filled: Commands, tmp_path: Path) -> None:
    other = tmp_path / "list.zip"
    filled.use(tmp_path / "elsewhere")
    assert f"There is no file {other}" in filled("restore", other).sentence
    other.write_bytes(b"no backup")
    assert "not a whole backup" in filled("restore", other).sentence


def test_a_backup_reports_to_programs(filled: Commands, file: Path) -> None:
    report = json.loads(filled("backup", file, "--check", "--json").out)
    assert report["evidence"] == 1
    assert report["altered"] == report["missing"] == []
    assert report["rows"]["supplier"] == 2


def test_evidence_that_was_altered_is_named(filled: Commands, tmp_path: Path) -> None:
    (stored,) = EvidenceStore(config.load().evidence).files()
    stored.path.chmod(0o600)
    stored.path.write_bytes(b"something else")
    said = filled("backup", tmp_path / "backup.zip")
    assert said.code == 1
    assert f"{stored.sha256}." in said.err
    assert filled("doctor").code == 1


def test_evidence_that_is_missing_is_named(filled: Commands, tmp_path: Path) -> None:
    (stored,) = EvidenceStore(config.load().evidence).files()
    stored.path.unlink()
    made = tmp_path / "backup.zip"
    check = ("backup", made, "--check")
    for words in (("backup", made), check, (*check, "--json")):
        said = filled(*words)
        assert said.code == 1
        assert f"is not in it: evidence/rht/{stored.sha256[:2]}/{stored.sha256}." in said.err
    assert json.loads(said.out)["missing"]
    filled.use(tmp_path / "elsewhere")
    said = filled("restore", made)
    assert said.code == 1
    assert stored.sha256 in said.err
    assert counts()["supplier"] == 2


def test_evidence_in_the_way_is_kept(filled: Commands, file: Path, tmp_path: Path) -> None:
    present = tmp_path / "elsewhere" / "evidence" / "rht" / "aa"
    present.mkdir(parents=True)
    filled.use(tmp_path / "elsewhere")
    assert "is not empty; nothing was changed" in filled("restore", file).sentence
    assert present.is_dir()


def check_that_it_grows() -> None:
    """Add a record: keys, references and the chain must go on after those that came back."""
    database = Database(config.load().database_url)
    with database.opened():
        actor = find_command_actor("rht")
        assert actor is not None
        name = f"Supplier {count_rows(database)['supplier']} (example)"
        assert suppliers.add_supplier(actor, name=name).startswith("SUP-")
    database.dispose()
