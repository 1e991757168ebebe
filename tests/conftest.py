"""What every test may use: a fixed day, databases on both engines, a strict client."""

import gc
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache

from tests.clients import CheckingClient
from tests.databases import ENGINES, Templates
from vendor_tracker import clock
from vendor_tracker.config import Settings
from vendor_tracker.domain.actor import Actor
from vendor_tracker.services import organisations, passwords
from vendor_tracker.storage.db import Database

NOW = datetime(2026, 10, 6, 9, 0, tzinfo=UTC)


@pytest.fixture(scope="session", autouse=True)
def seldom_swept() -> None:
    """Search for garbage less often: what the libraries hold is searched each time in vain."""
    gc.freeze()
    gc.set_threshold(100_000, 20, 20)


@pytest.fixture(scope="session", autouse=True)
def quick_hashes() -> None:
    """Hash passwords at the lowest cost; strength is not what these tests are about."""
    passwords.use_hasher(PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))


@pytest.fixture(autouse=True)
def fixed_day() -> Iterator[None]:
    """Hold the clock at one moment of a Tuesday."""
    with clock.set_to(NOW):
        yield


@pytest.fixture(scope="session")
def templates(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Templates]:
    """Hold the migrated databases of this run."""
    made = Templates(tmp_path_factory.mktemp("databases"), _settle)
    yield made
    made.close()


@pytest.fixture(params=ENGINES)
def any_database(request: pytest.FixtureRequest, templates: Templates) -> Iterator[Database]:
    """Hold a fresh database, once on each engine."""
    settled = "any_actor" in request.fixturenames
    with templates.copy(request.param, settled=settled) as database, database.opened():
        yield database


@pytest.fixture
def database(request: pytest.FixtureRequest, templates: Templates) -> Iterator[Database]:
    """Hold a fresh embedded database."""
    settled = "actor" in request.fixturenames
    with templates.copy("sqlite", settled=settled) as database, database.opened():
        yield database


@pytest.fixture
def actor(database: Database, templates: Templates) -> Actor:
    """Return an administrator of a fresh organisation in the embedded database."""
    return templates.actor_in(database) or _settle()


@pytest.fixture
def any_actor(any_database: Database, templates: Templates) -> Actor:
    """Return an administrator of a fresh organisation, once on each engine."""
    return templates.actor_in(any_database) or _settle()


def _settle() -> Actor:
    """Make the organisation that most tests are about."""
    with clock.set_to(NOW):
        return organisations.add_organisation(code="rht", name="Riverside Trust (example)")


@pytest.fixture(scope="session")
def compiled_pages(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """Return where templates are kept once they are compiled."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("pages")))


@pytest.fixture(scope="session")
def served() -> dict[Database, Flask]:
    """Hold the application of a database that serves many tests: its routes are slow to build."""
    return {}


@pytest.fixture
def app(
    database: Database,
    tmp_path: Path,
    served: dict[Database, Flask],
    compiled_pages: FileSystemBytecodeCache,
) -> Iterator[Flask]:
    """Hold the web application on the embedded database, in a new folder."""
    from vendor_tracker.app import create_app

    settings = Settings(instance=tmp_path, database_url=str(database.url), secret_key="k" * 48)
    if database not in served:
        served.clear()
        served[database] = create_app(settings, database)
        served[database].testing = True
        served[database].jinja_env.bytecode_cache = compiled_pages
    made = served[database]
    made.extensions["settings"] = settings
    made.extensions["evidence"] = replace(made.extensions["evidence"], root=settings.evidence)
    made.test_client_class = CheckingClient
    before = dict(made.config)
    yield made
    assert dict(made.config) == before, "the application serves other tests too"


@pytest.fixture
def visitor(app: Flask) -> FlaskClient:
    """Return a browser that has not signed in."""
    return app.test_client()


@pytest.fixture
def client(app: Flask, actor: Actor) -> CheckingClient:
    """Return a browser signed in as an administrator of the organisation."""
    made = app.test_client()
    assert isinstance(made, CheckingClient)
    made.sign_in_as(actor, "administrator")
    return made
