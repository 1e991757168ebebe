"""Pages of evidence: files kept, shown, refused; clocks read; what it supports."""

import io
from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from tests.clients import CheckingClient, filled
from tests.factories import (
    make_claim,
    make_evidence,
    make_many,
    make_product,
    make_supplier,
    make_version,
)
from vendor_tracker.domain.actor import Actor

PDF = b"%PDF-1.7\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n%%EOF\n"
MAIL = (
    b"From: Sales desk <sales@fenwick.example>\r\nSubject: Your price list\r\n"
    b"Date: Mon, 5 Oct 2026 09:12:00 +0100\r\nMIME-Version: 1.0\r\n"
    b"Content-Type: text/plain\r\n\r\nHello\r\n"
)
XSS = "<script>alert(1)</script>.pdf"


@pytest.fixture
def supplier(actor: Actor) -> str:
    """Return a supplier."""
    return make_supplier(actor)


def add(client: CheckingClient, path: str, content: bytes, name: str, **fields: object) -> int:
    """Send the form with a file and return the status."""
    client.get(path)
    file = (io.BytesIO(content), name)
    sent = filled(client.last_page, title="Certificate", **fields) | {"file": file}
    return client.post(path, data=sent, content_type="multipart/form-data").status_code


def test_a_file_is_kept_and_offered_as_a_download(client: CheckingClient, supplier: str) -> None:
    assert add(client, f"/rht/evidence/add?supplier={supplier}", PDF, XSS) == 302
    client.get("/rht/evidence/EVD-1")
    assert "<script>alert" not in client.last_page
    answer = client.get("/rht/evidence/EVD-1/file")
    assert answer.data == PDF
    assert answer.mimetype == "application/pdf"
    headers = answer.headers
    assert headers["Content-Disposition"].startswith("attachment;")
    assert headers["Content-Security-Policy"].startswith("sandbox")
    assert headers["X-Content-Type-Options"] == "nosniff"
    answer.close()


def test_a_missing_or_altered_file_is_said_and_never_served(
    client: CheckingClient, supplier: str, app: Flask, tmp_path: Path
) -> None:
    add(client, f"/rht/evidence/add?supplier={supplier}", PDF, "a.pdf")
    stored = next(path for path in (tmp_path / "evidence").rglob("*") if path.is_file())
    stored.chmod(0o600)
    stored.write_bytes(b"%PDF-1.7 other")
    answer = client.get("/rht/evidence/EVD-1/file")
    assert answer.status_code == 409
    assert b"other" not in answer.data
    assert "no longer what was added" in client.last_page
    stored.unlink()
    assert client.get("/rht/evidence/EVD-1/file").status_code == 409
    assert "is missing" in client.get("/rht/evidence/EVD-1").text


def test_a_refused_type_says_what_to_do_and_keeps_the_answers(
    client: CheckingClient, supplier: str
) -> None:
    path = f"/rht/evidence/add?supplier={supplier}"
    assert add(client, path, b"MZ", "setup.exe", issuer="Fenwick") == 422
    assert "is a program" in client.last_page
    assert 'value="Fenwick"' in client.last_page
    assert "choose it again" in client.last_page
    assert add(client, path, b"plain", "fake.pdf") == 422
    assert client.send(path, title="Certificate").status_code == 422
    assert "Choose a file, or enter a link." in client.last_page
    assert client.send(path, title="x", link_url="javascript:alert(1)").status_code == 422


def test_the_same_content_is_noticed(client: CheckingClient, supplier: str) -> None:
    path = f"/rht/evidence/add?supplier={supplier}"
    add(client, path, PDF, "a.pdf")
    assert add(client, path, PDF, "b.pdf") == 422
    assert "The same file is EVD-1, “Certificate”, added on 6 October 2026." in client.last_page
    assert client.get("/rht/evidence/EVD-2").status_code == 404
    add(client, path, PDF, "b.pdf")
    both = filled(client.last_page, same="both")
    assert client.post(path, data=both, content_type="multipart/form-data").status_code == 302
    page = client.get("/rht/evidence/EVD-2").text
    assert "The same file is already here as EVD-1." in page
    assert "Same file as" in page
    assert "b.pdf" in page


def test_a_full_quota_refuses_the_file_and_keeps_nothing(
    client: CheckingClient, supplier: str, app: Flask
) -> None:
    import dataclasses

    settings = app.extensions["settings"]
    app.extensions["settings"] = dataclasses.replace(settings, evidence_quota_mb=0)
    assert add(client, f"/rht/evidence/add?supplier={supplier}", PDF, "a.pdf") == 422
    assert "no room for this file" in client.last_page
    assert client.get("/rht/evidence/EVD-1").status_code == 404


def test_a_saved_mail_says_who_wrote_it(client: CheckingClient, supplier: str) -> None:
    add(client, f"/rht/evidence/add?supplier={supplier}", MAIL, "price.eml")
    page = client.get("/rht/evidence/EVD-1").text
    assert "Sales desk &lt;sales@fenwick.example&gt;" in page
    assert "Your price list" in page
    assert "5 October 2026 at 09:12" in page


def test_evidence_added_for_a_claim_supports_it_until_untied(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    product = make_product(actor, supplier=supplier)
    claim = make_claim(actor, product=product, statement="It finds 96%")
    assert add(client, f"/rht/evidence/add?claim={claim}", PDF, "a.pdf") == 302
    page = client.get("/rht/evidence/EVD-1").text
    assert "It finds 96%" in page
    sent = filled(page)
    untie = f"/rht/evidence/EVD-1/unlink/{claim}"
    assert client.post(untie, data=sent).status_code == 302
    assert "Nothing yet" in client.get("/rht/evidence/EVD-1").text
    tie = "/rht/evidence/EVD-1/link"
    assert client.post(tie, data=filled(client.last_page, target="clm-1")).status_code == 302
    client.get("/rht/evidence/EVD-1")
    wrong = client.post(tie, data=filled(client.last_page, target="SUP-1"))
    assert wrong.status_code == 422
    assert "supports a claim, cost" in client.last_page


def test_both_clocks_are_read(client: CheckingClient, actor: Actor, supplier: str) -> None:
    product = make_product(actor, supplier=supplier)
    old = make_version(actor, product=product, name="2.1", in_use_from=date(2025, 1, 1))
    make_version(actor, product=product, name="3.0", in_use_from=date(2026, 1, 1))
    make_evidence(
        actor, product=product, title="Reader tests", version=old, expires_on=date(2026, 11, 8)
    )
    make_evidence(actor, supplier=supplier, title="Old one", expires_on=date(2026, 10, 1))
    page = client.get("/rht/evidence/EVD-1").text
    assert "Lapses in 33 days, on 8 November 2026" in page
    assert "Made for 2.1; we judge 3.0" in page
    assert "Old one" not in client.get("/rht/evidence?state=lapsing").text
    lapsed = client.get("/rht/evidence?state=lapsed").text
    assert "Lapsed 5 days ago" in lapsed
    assert "Reader tests" not in lapsed
    tab = client.get(f"/rht/products/{product}/evidence").text
    assert "Reader tests" in tab
    assert "Old one" in tab
    assert client.get("/rht/evidence/EVD-1/due.ics").mimetype == "text/calendar"


def test_evidence_is_changed_and_its_file_comes_later(
    client: CheckingClient, actor: Actor, supplier: str
) -> None:
    ref = make_evidence(actor, supplier=supplier, title="DTAC form")
    path = f"/rht/evidence/{ref}/update"
    assert add(client, path, PDF, "dtac.pdf", kind="dtac") == 302
    assert "dtac.pdf" in client.get(f"/rht/evidence/{ref}").text
    wrong = client.send(path, issued_on="5/10/2026", expires_on="4/10/2026")
    assert wrong.status_code == 422
    assert "It lapses before it was issued" in client.last_page
    assert client.send(path, confidential="y").status_code == 422
    assert client.send(f"/rht/evidence/{ref}/archive", reason="old").status_code == 302


def test_the_list_searches_and_pages(client: CheckingClient, actor: Actor, supplier: str) -> None:
    make_many(52, lambda n: make_evidence(actor, supplier=supplier, title=f"Paper {n:02}"))
    page = client.get("/rht/evidence").text
    assert "Paper 51" in page
    assert "Paper 01" not in page
    assert "Showing 50 of 52" in page
    for sort in ("expires", "-expires", "newest", "-newest"):
        assert client.get(f"/rht/evidence?sort={sort}").status_code == 200
    assert "Showing 1 of 1" in client.get("/rht/evidence?q=PAPER+07").text
    assert "No evidence is here" in client.get("/rht/evidence?q=%25").text


def test_a_double_click_adds_evidence_once(client: CheckingClient, supplier: str) -> None:
    client.get(f"/rht/evidence/add?supplier={supplier}")
    sent = filled(client.last_page, title="Register entry", link_url="https://example.com/entry")
    places = {client.post("/rht/evidence/add", data=sent).location for _ in range(2)}
    assert places == {"/rht/evidence/EVD-1"}
    assert client.get("/rht/evidence/EVD-2").status_code == 404
