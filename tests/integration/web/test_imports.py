"""Pages that bring lists in: look, apply, undo, and every refusal in words."""

import io
from datetime import timedelta
from pathlib import Path

import pytest
from flask import Flask

from tests.clients import CheckingClient, filled
from tests.conftest import NOW
from tests.registers import blank_register, fill
from tests.unit.excel.workbook_files import HEADINGS, Parts, packed, parts
from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.files.uploads import UploadStore
from vendor_tracker.services import jobs, suppliers
from vendor_tracker.services.imports import longwork
from vendor_tracker.storage.db import Database

MAPPING = '[suppliers]\nname = "Company"\n[products]\nname = "Device"\n'
LIST = "Device,Company\r\nReader (example),Fenwick (example)\r\n"


def upload(
    client: CheckingClient, content: bytes, name: str, mapping: str | None = None
) -> str | None:
    """Send a list by the form, and return where it leads."""
    client.get("/rht/imports/add")
    fields = {"file": (io.BytesIO(content), name)}
    if mapping is not None:
        fields["mapping"] = (io.BytesIO(mapping.encode()), "list.toml")
    answer = client.post("/rht/imports/add", data=filled(client.last_page, **fields))
    return answer.location


@pytest.fixture
def register(actor: Actor, tmp_path: Path) -> bytes:
    """Return a filled register with one supplier and one product."""
    path = tmp_path / "blank.xlsx"
    book = blank_register(actor, path)
    fill(book, "Suppliers", name="Fenwick (example)")
    fill(book, "Products", name="Reader (example)", suppliers_maker="Fenwick (example)")
    book.save(path)
    return path.read_bytes()


def test_a_filled_register_is_looked_at_applied_and_undone(
    client: CheckingClient, register: bytes
) -> None:
    preview = upload(client, register, "register.xlsx")
    assert preview is not None
    assert client.get(preview).status_code == 200
    assert "Nothing was changed yet." in client.last_page
    assert "2 new rows" in client.last_page
    applied = client.post(preview, data=filled(client.last_page))
    assert applied.location == "/rht/imports/BAT-1"
    client.get(applied.location)
    assert "register.xlsx was brought in as BAT-1." in client.last_page
    assert "/rht/suppliers/SUP-1" in client.last_page
    undone = client.post("/rht/imports/BAT-1/undo", data=filled(client.last_page))
    assert undone.location == "/rht/imports/BAT-2"
    client.get(undone.location)
    assert ">put away<" in client.last_page
    assert ">new<" not in client.last_page
    client.get("/rht/imports/BAT-1")
    assert "Undone by" in client.last_page
    assert client.get("/rht/imports").status_code == 200
    assert "undone by BAT-2" in client.last_page


def test_a_list_of_ones_own_comes_by_a_mapping(client: CheckingClient) -> None:
    preview = upload(client, LIST.encode(), "my list.csv", MAPPING)
    assert client.get(str(preview)).status_code == 200
    assert "product Reader (example)" in client.last_page
    client.post(str(preview), data=filled(client.last_page))
    client.get("/rht/suppliers")
    assert "Fenwick (example)" in client.last_page


def test_errors_are_listed_and_cannot_be_applied(client: CheckingClient) -> None:
    content = (LIST + ",Larch (example)\r\n\r\n").replace(",Larch", "B,Larch").encode()
    wrong = MAPPING + 'stage = { constant = "Bought" }\n'
    preview = str(upload(client, content, "list.csv", wrong))
    client.get(preview)
    assert "What needs another look: 2" in client.last_page
    assert "“Bought” is not one of: Watching" in client.last_page
    assert "Bring it in" not in client.last_page


@pytest.mark.parametrize(
    "content, name, mapping, words",
    [
        (b"", "list.csv", MAPPING, "This file is empty."),
        (LIST.encode(), "list.csv", '[products]\nname = "No"', "The list has no column “No”"),
        (LIST.encode(), "list.csv", "[", "The mapping cannot be read"),
        (b"PK\x03\x04" + b"0" * 99, "list.xlsx", None, "damaged"),
        (b"\xd0\xcf\x11\xe0" * 99, "list.xls", None, "old type (.xls)"),
        (b"<html></html>", "list.xlsx", None, "not"),
    ],
)
def test_what_cannot_be_read_is_refused_in_words(
    client: CheckingClient, content: bytes, name: str, mapping: str | None, words: str
) -> None:
    where = upload(client, content, name, mapping)
    if where is not None:
        assert client.get(where).status_code == 422
    assert words in client.last_page


HOSTILE: dict[str, tuple[Parts | bytes, str]] = {
    "macros": (parts() | {"xl/vbaProject.bin": b"x"}, "holds macros"),
    "links": (parts() | {"xl/externalLinks/externalLink1.xml": "<x/>"}, "values from other files"),
    "bomb": (parts() | {"xl/media/big": b"0" * 120_000_000}, "unpack"),
    "entities": (parts() | {"xl/styles.xml": '<!DOCTYPE x [<!ENTITY a "b">]><x>&a;</x>'}, ""),
    "formula": (parts(HEADINGS + '<row r="2"><c r="A2"><f>1+1</f><v>2</v></c></row>'), "formula"),
    "old": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" * 99, "Excel workbook (.xlsx)"),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_a_hostile_workbook_is_refused_and_the_next_page_answers(
    client: CheckingClient, name: str
) -> None:
    content, words = HOSTILE[name]
    packing = content if isinstance(content, bytes) else packed(content)
    where = upload(client, packing, "list.xlsx", '[products]\nname = "Name"\n')
    assert where is not None
    answer = client.get(where)
    assert answer.status_code == (200 if name == "formula" else 422)
    assert words in client.last_page
    assert "Bring it in" not in client.last_page
    assert client.get("/rht/products").status_code == 200


def test_another_row_of_headings_is_chosen_for_the_same_file(client: CheckingClient) -> None:
    content = ("A,B\r\nof,devices\r\n" + LIST).encode()
    preview = str(upload(client, content, "list.csv", MAPPING))
    assert client.get(preview).status_code == 422
    assert client.get(f"{preview}&header_row=3").status_code == 200
    assert "header_row=3" in client.last_page
    client.post(f"{preview}&header_row=3", data=filled(client.last_page))
    assert client.get("/rht/imports/BAT-1").status_code == 200


def test_a_list_that_would_do_something_else_by_now_is_not_applied(
    client: CheckingClient, actor: Actor
) -> None:
    preview = str(upload(client, LIST.encode(), "list.csv", MAPPING))
    client.get(preview)
    seen = client.last_page
    suppliers.add_supplier(actor, name="Fenwick (example)")
    answer = client.post(preview, data=filled(seen))
    assert answer.status_code == 422
    assert "changed since you looked" in client.last_page
    assert client.get("/rht/imports/BAT-1").status_code == 404


def test_a_list_waits_for_its_owner_alone_and_for_a_day(
    client: CheckingClient, app: Flask, actor: Actor
) -> None:
    preview = str(upload(client, LIST.encode(), "list.csv", MAPPING))
    other = app.test_client()
    assert isinstance(other, CheckingClient)
    other.sign_in_as(actor, "officer")
    assert other.get(preview).status_code == 422
    assert "This file is no longer here" in other.last_page
    with clock.set_to(NOW + timedelta(minutes=20)):
        assert client.get(preview).status_code == 200
    assert client.get("/rht/imports/preview?list=../../secret").status_code == 422
    folder = app.extensions["settings"].uploads
    assert len(list(folder.iterdir())) == 2
    client.get(preview)
    client.post(preview, data=filled(client.last_page))
    assert list(folder.iterdir()) == []


def test_who_may_not_import_sees_what_was_brought_in(
    client: CheckingClient, app: Flask, actor: Actor
) -> None:
    preview = str(upload(client, LIST.encode(), "list.csv", MAPPING))
    client.get(preview)
    client.post(preview, data=filled(client.last_page))
    reader = app.test_client()
    assert isinstance(reader, CheckingClient)
    reader.sign_in_as(actor, "reader")
    assert reader.get("/rht/imports/add").status_code == 403
    assert reader.get("/rht/imports/BAT-1").status_code == 200
    assert "Undo BAT-1" not in reader.last_page


def test_a_long_list_is_brought_in_beside_the_page(
    client: CheckingClient, app: Flask, database: Database
) -> None:
    rows = "".join(f"Reader {n} (example) {'x' * 60},Fenwick (example)\r\n" for n in range(1_200))
    preview = upload(client, f"Device,Company\r\n{rows}".encode(), "devices.csv", MAPPING)
    assert preview is not None
    client.get(preview)
    queued = client.post(preview, data=filled(client.last_page))
    assert queued.location == "/rht/jobs/JOB-1"
    client.get(queued.location)
    assert "Waiting to start" in client.last_page
    assert "You may leave this page" in client.last_page
    uploads = UploadStore(app.extensions["settings"].uploads, 1_000_000)
    jobs.work_off(database, {longwork.KIND: longwork.handler(uploads)})
    client.get(queued.location)
    assert "/rht/imports/BAT-1" in client.last_page
    client.get("/rht/jobs")
    assert "devices.csv" in client.last_page


def test_long_work_can_be_stopped(client: CheckingClient, actor: Actor) -> None:
    jobs.queue(actor, longwork.KIND, {"name": "list.csv"}, "list.csv waits for its turn")
    client.get("/rht/jobs/JOB-1")
    form = filled(client.last_page)
    stopped = client.post("/rht/jobs/JOB-1/stop", data=form)
    client.get(stopped.location)
    assert "Stopped before it began. Nothing was changed." in client.last_page
    client.post("/rht/jobs/JOB-1/stop", data=form)
    client.get("/rht/jobs/JOB-1")
    assert "This has ended already." in client.last_page
