"""What cannot be done just now is said in words, with nothing half written and nothing lost."""

import json
import logging
import re
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from sqlalchemy import event

from tests import factories
from tests.clients import CheckingClient, filled
from tests.integration.web.test_matrix import everything, token
from vendor_tracker import clock, config
from vendor_tracker.app import create_app
from vendor_tracker.config import Settings
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.vocabulary import Role
from vendor_tracker.services import chains, organisations, sessions, users
from vendor_tracker.storage.db import Database, session, sqlite_driver
from vendor_tracker.web.logs import JsonLines

PASSWORD = "correct horse battery staple"


def test_a_full_disk_is_said_and_leaves_nothing_half_written(
    client: CheckingClient, actor: Actor, database: Database
) -> None:
    supplier = factories.make_supplier(actor)
    before = everything(database)
    database.dispose()

    @event.listens_for(database.engine, "begin")
    def leave_no_room(connection: object) -> None:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar()  # type: ignore[attr-defined]
        connection.exec_driver_sql(f"PRAGMA max_page_count={pages}")  # type: ignore[attr-defined]

    carried = {"csrf_token": token(client), "about": supplier, "kind": "statement"}
    answer = client.post("/rht/log", data=carried | {"text": "w" * 30_000})
    assert answer.status_code == 507
    assert "Nothing was saved" in answer.text
    assert client.get(f"/rht/suppliers/{supplier}").status_code == 200
    event.remove(database.engine, "begin", leave_no_room)
    database.dispose()
    assert everything(database) == before
    assert chains.verify(actor).problem is None


def test_a_disk_full_of_files_is_said(
    client: CheckingClient, actor: Actor, monkeypatch: pytest.MonkeyPatch
) -> None:
    def no_room(*_given: object, **_named: object) -> str:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("vendor_tracker.services.suppliers.add_supplier", no_room)
    answer = client.send("/rht/suppliers/add", name="Fenwick Imaging (example)")
    assert answer.status_code == 507


def test_a_locked_database_asks_to_try_again(
    client: CheckingClient, actor: Actor, database: Database
) -> None:
    page = client.get("/rht/suppliers/add")
    data = filled(page.text, name="Fenwick Imaging (example)")
    database.dispose()

    @event.listens_for(database.engine, "connect")
    def wait_for_nobody(connection: object, _record: object) -> None:
        connection.execute("PRAGMA busy_timeout=0")  # type: ignore[attr-defined]

    # By the same library: locks of one process do not hold against another library in it.
    holder = sqlite_driver().connect(str(database.url.database), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    answer = client.post("/rht/suppliers/add", data=data)
    assert (answer.status_code, answer.headers["Retry-After"]) == (503, "5")
    assert "Nothing was saved" in answer.text
    assert client.get("/rht/suppliers").status_code == 200
    holder.execute("ROLLBACK")
    holder.close()
    assert client.post("/rht/suppliers/add", data=data).status_code == 302


def test_reading_goes_on_at_once_while_somebody_writes_for_long(
    client: CheckingClient, actor: Actor, database: Database
) -> None:
    begun: list[str] = []

    @event.listens_for(database.engine, "before_cursor_execute")
    def note(*given: Any) -> None:
        begun.append(given[2])

    holder = sqlite_driver().connect(str(database.url.database), isolation_level=None)
    holder.execute("BEGIN IMMEDIATE")
    with clock.set_to(clock.now() + timedelta(minutes=2)):
        assert client.get("/rht/suppliers").status_code == 200
    first = begun.index("BEGIN IMMEDIATE")
    assert begun[first - 1] == "PRAGMA busy_timeout=0"
    assert begun[first + 1] == "PRAGMA busy_timeout=30000"
    assert begun.count("BEGIN IMMEDIATE") == 1
    holder.execute("ROLLBACK")
    holder.close()
    assert client.send("/rht/suppliers/add", name="Fenwick Imaging (example)").status_code == 302


def test_too_large_a_file_is_refused_in_words(database: Database, tmp_path: Path) -> None:
    address = str(database.url)
    small = Settings(tmp_path, address, "k" * 48, upload_limit_mb=0)
    app = create_app(small, database)
    answer = app.test_client().post("/sign-in", data={"email": "x" * 1_200_000})
    assert answer.status_code == 413
    assert "Nothing was saved" in answer.text


def test_two_who_change_one_form_keep_every_row_of_it(client: CheckingClient, actor: Actor) -> None:
    first, second = (
        factories.make_supplier(actor, name=f"{name} Imaging (example)") for name in ("Ash", "Elm")
    )
    product = factories.make_product(actor, supplier=first)
    page = client.get(f"/rht/products/{product}/update").text
    client.post(f"/rht/products/{product}/update", data=filled(page, name="Theirs (example)"))
    mine = filled(page, name="Mine (example)") | {"suppliers-1-supplier": second}
    answer = client.post(f"/rht/products/{product}/update", data=mine)
    assert answer.status_code == 409
    assert {"Mine (example)", "Theirs (example)"} <= set(
        re.findall(r"\w+ \(example\)", answer.text)
    )
    again = client.post(f"/rht/products/{product}/update", data=filled(answer.text))
    assert again.status_code == 302
    shown = client.get(f"/rht/products/{product}").text
    assert "Mine (example)" in shown
    assert "Elm Imaging" in client.get(f"/rht/products/{product}/update").text


@pytest.mark.parametrize("version", ["", "²", "x", "9" * 5_000, "-1"])
def test_a_form_that_lost_its_version_overwrites_nothing(
    client: CheckingClient, actor: Actor, version: str
) -> None:
    product = factories.make_product(actor, name="Kept (example)")
    page = client.get(f"/rht/products/{product}/update").text
    data = filled(page, name="Mine (example)", version=version)
    assert client.post(f"/rht/products/{product}/update", data=data).status_code == 409
    assert "Kept (example)" in client.get(f"/rht/products/{product}").text


def test_a_form_is_taken_over_https_though_we_tell_browsers_to_send_no_referrer(
    app: Flask, actor: Actor
) -> None:
    with_proxy = create_app(
        Settings(Path("nowhere"), "", "k" * 48, base_url="https://localhost", proxy_hops=1),
        app.extensions["database"],
    )
    with_proxy.test_client_class = CheckingClient
    browser = with_proxy.test_client()
    secure = {"X-Forwarded-Proto": "https", "X-Forwarded-For": "10.0.0.9"}
    page = browser.get("/sign-in", headers=secure, base_url="https://localhost")
    data = filled(page.text, email="nobody@rht.example", password=PASSWORD)
    ours = secure | {"Sec-Fetch-Site": "same-origin"}
    sent = browser.post("/sign-in", data=data, headers=ours, base_url="https://localhost")
    assert sent.status_code == 422
    theirs = secure | {"Sec-Fetch-Site": "cross-site"}
    sent = browser.post("/sign-in", data=data, headers=theirs, base_url="https://localhost")
    assert sent.status_code == 400


def test_another_host_is_not_served(client: CheckingClient) -> None:
    answer = client.get("/sign-in", headers={"Host": "evil.example"})
    assert answer.status_code == 400
    assert "evil" not in answer.text


def test_hosts_are_this_computer_and_our_own_address_until_they_are_named() -> None:
    ours = config.load({"VENDOR_TRACKER_BASE_URL": "https://vendors.rht.example"})
    assert ours.known_hosts == ("127.0.0.1", "localhost", "vendors.rht.example")
    named = config.load({"VENDOR_TRACKER_TRUSTED_HOSTS": "vendors.rht.example"})
    assert named.known_hosts == ("vendors.rht.example",)


def test_the_session_before_ends_when_somebody_signs_in(
    client: CheckingClient, actor: Actor
) -> None:
    with client.session_transaction() as carried:
        before = carried["key"]
    client.send("/sign-in", email="administrator@rht.example", password=PASSWORD)
    with client.session_transaction() as carried:
        assert carried["key"] != before
    assert sessions.find(before) is None


def test_a_log_says_where_an_error_came_from_and_not_what_was_typed(
    client: CheckingClient, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*_given: object, **named: object) -> str:
        raise ValueError(f"cannot keep {named}")

    monkeypatch.setattr("vendor_tracker.services.suppliers.add_supplier", fail)
    with caplog.at_level(logging.ERROR, "vendor_tracker"):
        answer = client.send("/rht/suppliers/add", name="Canary Imaging (example)")
    assert answer.status_code == 500
    line = JsonLines().format(next(r for r in caplog.records if r.exc_info))
    assert json.loads(line)["error"][0] == "ValueError"
    assert "Canary" not in line
    assert "Canary" not in answer.text


def test_an_administrator_cannot_open_another_organisation_by_a_link(
    client: CheckingClient, actor: Actor
) -> None:
    other = organisations.add_organisation(code="other", name="Other Board (example)")
    both = "both@other.example"
    users.add_user(other, email=both, name="Example of both", role=Role.administrator)
    session().rollback()
    client.send("/rht/people/add", name="Example of both", email=both, role="officer")
    assert "/link/" not in client.get("/rht/people").text
    renewed = client.post(f"/rht/people/{both}/link", data={"csrf_token": token(client)})
    assert renewed.status_code == 302
    assert "works for another organisation too" in client.get("/rht/people").text
