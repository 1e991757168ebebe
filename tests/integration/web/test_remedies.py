"""Every remedy and every next step of the demonstration leads to a page that is there."""

from pathlib import Path
from urllib.parse import urlsplit

import pytest
import sqlalchemy as sa
from flask import Flask

from tests.clients import CheckingClient
from tests.conftest import NOW
from vendor_tracker import clock, config
from vendor_tracker.app import create_app
from vendor_tracker.config import Settings
from vendor_tracker.domain.gaps import Action
from vendor_tracker.domain.links import FOLDERS, act_path, path_of
from vendor_tracker.domain.references import Kind, reference
from vendor_tracker.domain.rules import ALL_RULES
from vendor_tracker.services import demonstrations
from vendor_tracker.services.databases import Database
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Flag, ProductStatus, SupplierStatus


@pytest.fixture(scope="module")
def browser(demonstration: Path) -> CheckingClient:
    """Return a browser of the demonstration's officer."""
    app = served(demonstration)
    with app.extensions["database"].opened(), clock.set_to(NOW):
        key = demonstrations.enter("officer")
    made = app.test_client()
    assert isinstance(made, CheckingClient)
    with made.session_transaction() as carried:
        carried["key"] = key
    return made


def served(folder: Path) -> Flask:
    """Return the pages of a loaded instance."""
    url = config.embedded_url(folder)
    app = create_app(Settings(instance=folder, database_url=url, secret_key="k" * 48))
    app.testing = True
    app.test_client_class = CheckingClient
    return app


# Pages that are named for what is done there, not for the records that they show.
NAMED = {"publishing": "registers"}


def opens(browser: CheckingClient, path: str) -> bool:
    """Tell whether an address opens a page; the place on the page must be there too."""
    answer, place = browser.get(path), urlsplit(path).fragment
    return answer.status_code == 200 and (not place or f'id="{place}"' in answer.text)


def test_every_remedy_of_every_rule_leads_to_a_page(browser: CheckingClient) -> None:
    database: Database = browser.application.extensions["database"]
    with database.opened():
        flags = session().execute(sa.select(Flag.rule_code, Flag.remedies)).all()
    remedies = [remedy for _, stored in flags for remedy in stored]
    asked = {
        (Action(one["action"]), one["reference"], one["value"], one["text"]) for one in remedies
    }
    assert {code for code, _ in flags} == {rule.code for rule in ALL_RULES}
    for action, ref, value, text in sorted(asked):
        path = act_path("demo", action, ref, value)
        assert opens(browser, path), (text, path)


def test_every_next_step_leads_to_a_page(browser: CheckingClient) -> None:
    database: Database = browser.application.extensions["database"]
    with database.opened():
        stored = [
            *session().scalars(sa.select(ProductStatus.next_step)),
            *session().scalars(sa.select(SupplierStatus.next_step)),
        ]
    steps = [step for step in stored if step is not None]
    assert len(steps) > 10
    for step in steps:
        path = act_path("demo", Action(step["action"]), step["reference"], step["value"])
        assert opens(browser, path), (step["text"], path)


def test_a_rule_says_why_it_may_find_more_than_one_gap(browser: CheckingClient) -> None:
    database: Database = browser.application.extensions["database"]
    with database.opened():
        found = session().execute(sa.select(Flag.rule_code, Flag.key)).all()
    of_records = {code for code, key in found if not key.startswith(("PRD-", "SUP-"))}
    assert of_records == {rule.code for rule in ALL_RULES if rule.several}


@pytest.mark.parametrize("kind", Kind)
def test_the_path_of_each_kind_is_one_that_the_program_serves(app: Flask, kind: Kind) -> None:
    ref = reference(kind, 3)
    path = path_of("rht", ref)
    endpoint, values = app.url_map.bind("localhost").match(path)
    assert values == {"organisation_code": "rht", "ref": ref}, endpoint
    pages = endpoint.partition(".")[0]
    assert FOLDERS[kind].startswith(NAMED.get(pages, pages))
