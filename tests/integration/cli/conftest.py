"""The command line as a person meets it: words in, words and an exit code out."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.databases import Templates
from vendor_tracker import __main__, config
from vendor_tracker.services import installations
from vendor_tracker.services.databases import Database, prepare_folder


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def sentence(self) -> str:
        """Return the one line a refused command says on standard error."""
        assert self.code == 1, self
        assert self.out == ""
        assert self.err.count("\n") == 1, self.err
        return self.err.strip()


class Commands:
    """Runs commands in an instance folder of their own."""

    def __init__(self, instance: Path, monkeypatch: pytest.MonkeyPatch, capsys: object) -> None:
        self.instance = instance
        self._monkeypatch = monkeypatch
        self._capsys: pytest.CaptureFixture[str] = capsys  # type: ignore[assignment]
        self.use(instance)

    def use(self, instance: Path, **settings: str) -> None:
        """Go on in another instance folder, with these settings and no others."""
        # Where the real registers lie is said of this computer, not of the program.
        kept = config.PREFIX + "REAL_DATA"
        for name in [name for name in os.environ if name.startswith(config.PREFIX)]:
            if name != kept:
                self._monkeypatch.delenv(name)
        for name, value in {"INSTANCE": str(instance), **settings}.items():
            self._monkeypatch.setenv(config.PREFIX + name, value)

    def __call__(self, *words: str | Path) -> Outcome:
        """Run one command."""
        self._capsys.readouterr()
        with pytest.raises(SystemExit) as ended:
            __main__.main([str(word) for word in words])
        said = self._capsys.readouterr()
        return Outcome(int(ended.value.code or 0), said.out, said.err)


@pytest.fixture
def command(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Commands:
    """Run commands where there is nothing yet."""
    return Commands(tmp_path / "instance", monkeypatch, capsys)


@pytest.fixture
def installed(command: Commands, templates: Templates) -> Commands:
    """Run commands in an installation with one organisation, rht."""
    settings = config.load()
    prepare_folder(settings)
    with templates.copy("sqlite") as template:
        shutil.copyfile(str(template.url.database), settings.instance / config.DATABASE_NAME)
    database = Database(settings.database_url)
    with database.opened():
        installations.install(
            code="rht",
            name="Riverside Trust (example)",
            email="admin@rht.example",
            person="Administrator (example)",
        )
    database.dispose()
    return command
