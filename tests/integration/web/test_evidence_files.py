"""Files on the pages: replaced, noticed twice, held, infected, altered, with numbers in them."""

from datetime import date
from pathlib import Path

import pytest
from flask import Flask

from tests.clients import CheckingClient, filled
from tests.factories import (
    make_claim,
    make_evidence,
    make_product,
    make_supplier,
    make_version,
)
from tests.integration.web.test_evidence import PDF, add
from tests.scanners import VIRUS, scanning
from vendor_tracker.domain.actor import Actor
from vendor_tracker.files.inspection import Inspector
from vendor_tracker.files.scanner import Scanner
from vendor_tracker.files.store import EvidenceStore
from vendor_tracker.services import evidence_files

NUMBERS = b"Name,NHS number\nA,943 476 5919\nB,987 654 3210\n"


@pytest.fixture
def path(actor: Actor) -> str:
    """Return where evidence about a product is added."""
    return f"/rht/evidence/add?product={make_product(actor, supplier=make_supplier(actor))}"


def content_of(client: CheckingClient, path: str) -> bytes:
    """Return the content of a download."""
    with client.get(path) as answer:
        return bytes(answer.data)


def use_scanner(app: Flask, monkeypatch: pytest.MonkeyPatch, address: str) -> None:
    """Have files looked at by the scanner at this address."""
    monkeypatch.setitem(app.extensions, "inspector", Inspector(Scanner(address, seconds=5)))


def test_a_document_is_replaced_and_the_former_one_stays(client: CheckingClient, path: str) -> None:
    add(client, path, PDF, "2025.pdf", issued_on="1/2/2025", expires_on="1/2/2026")
    replace = "/rht/evidence/EVD-1/replace"
    assert client.send(replace, expires_on="1/2/2027").status_code == 422
    assert "Choose the newer file" in client.last_page
    status = add(
        client, replace, PDF + b"\n", "2026.pdf", form_version="2.0", expires_on="1/2/2027",
        reason="Renewed",
    )  # fmt: skip
    assert status == 302
    page = client.get("/rht/evidence/EVD-1").text
    for words in ("2026.pdf", "2025.pdf", "What was there before", "Renewed", "1 February 2027"):
        assert words in page
    assert content_of(client, "/rht/evidence/EVD-1/files/1") == PDF
    assert client.get("/rht/evidence/EVD-1/files/2").status_code == 404
    assert content_of(client, "/rht/evidence/EVD-1/file") == PDF + b"\n"


def test_a_newer_document_counts_for_no_more_than_the_one_before_unless_said(
    client: CheckingClient, actor: Actor, path: str
) -> None:
    version = make_version(actor, product="PRD-1", name="4.2")
    add(client, path, PDF, "a.pdf", product_version=version, expires_on="1/2/2026")
    replace, newer = "/rht/evidence/EVD-1/replace", PDF + b"\n"
    assert f'<option value="{version}" selected>' in client.get(replace).text
    assert add(client, replace, newer, "b.pdf", product_version="") == 422
    assert "Say which version the newer document is made for" in client.last_page
    assert "or say that it has no end day" in client.last_page
    assert add(client, replace, newer, "b.pdf", expires_on="1/2/2027", no_end="y") == 422
    assert add(client, replace, newer, "b.pdf", expires_on="1/2/2027") == 302
    assert "Made for 4.2" in client.get("/rht/evidence/EVD-1").text
    said = {"product_version": "none", "no_end": "y"}
    assert add(client, replace, newer + b"\n", "c.pdf", **said) == 302
    page = client.get("/rht/evidence/EVD-1").text
    assert "Not made for one version" in page
    assert "No end date" in page


def test_replacing_asks_for_the_edition_only_where_its_kind_has_one(
    client: CheckingClient, path: str
) -> None:
    for name, kind in (("dtac.pdf", "dtac"), ("ce.pdf", "certificate"), ("a.pdf", "price_list")):
        add(client, path, PDF + name.encode(), name, kind=kind)
    words = ("edition of the form", "edition of the scheme", "certify itself")
    pages = [client.get(f"/rht/evidence/EVD-{one}/replace").text for one in (1, 2, 3)]
    asked = [[word in page for word in words] for page in pages]
    assert asked == [[True, False, False], [False, True, True], [False, False, False]]
    # What nobody said is not known: a list that is left alone says no more than that.
    assert '<option value="unknown" selected>' in client.get(path).text


def test_a_file_that_is_here_already_can_be_used_instead(
    client: CheckingClient, actor: Actor, path: str
) -> None:
    add(client, path, PDF, "a.pdf")
    claim = make_claim(actor, product="PRD-1")
    again = f"/rht/evidence/add?claim={claim}"
    assert add(client, again, PDF, "b.pdf", issuer="Fenwick") == 422
    assert "Use EVD-1" in client.last_page
    assert 'value="Fenwick"' in client.last_page
    chosen = client.post(again, data=filled(client.last_page, same="EVD-1"))
    assert chosen.location == "/rht/evidence/EVD-1"
    page = client.get("/rht/evidence/EVD-1").text
    assert "Nothing was added a second time." in page
    assert claim in page
    assert client.get("/rht/evidence/EVD-2").status_code == 404


def test_a_file_is_carried_along_while_other_answers_are_put_right(
    client: CheckingClient, path: str
) -> None:
    assert add(client, path, PDF, "a.pdf", confidential="y") == 422
    assert "Your file “a.pdf” is kept" in client.last_page
    right = filled(client.last_page, confidential_reason="Prices")
    assert client.post(path, data=right).status_code == 302
    assert content_of(client, "/rht/evidence/EVD-1/file") == PDF
    client.get(path)
    forged = filled(client.last_page, title="x", carried="forged")
    assert client.post(path, data=forged).status_code == 422
    assert "no longer at hand" in client.last_page


def test_an_infected_file_is_refused_and_a_clean_one_given_out(
    client: CheckingClient, app: Flask, monkeypatch: pytest.MonkeyPatch, path: str, tmp_path: Path
) -> None:
    with scanning() as (address, _):
        use_scanner(app, monkeypatch, address)
        assert add(client, path, VIRUS, "a.txt", issuer="Fenwick") == 422
        assert "found “Test.Virus” in this file" in client.last_page
        assert 'value="Fenwick"' in client.last_page
        assert not [one for one in (tmp_path / "evidence").rglob("*") if one.is_file()]
        assert add(client, path, PDF, "a.pdf") == 302
    assert content_of(client, "/rht/evidence/EVD-1/file") == PDF
    assert "looked at by a virus scanner" in client.get("/about").text
    monkeypatch.undo()
    assert "no scanner is set up" in client.get("/about").text


def test_a_file_is_held_until_the_scanner_is_back(
    client: CheckingClient, app: Flask, monkeypatch: pytest.MonkeyPatch, path: str, tmp_path: Path
) -> None:
    use_scanner(app, monkeypatch, str(tmp_path / "away"))
    store = app.extensions["evidence"]
    for number, content in enumerate((PDF, b"later " + VIRUS), 1):
        assert add(client, path, content, "a.pdf" if number == 1 else "b.txt") == 302
        assert client.get(f"/rht/evidence/EVD-{number}/file").status_code == 409
        assert "The file is held." in client.last_page
    assert "File held for the virus scanner" in client.get("/rht/evidence").text
    with scanning() as (address, _):
        found = evidence_files.scan_waiting(app.extensions["database"], store, Scanner(address))
    assert (found.clean, found.infected, found.held) == (1, 1, 0)
    assert content_of(client, "/rht/evidence/EVD-1/file") == PDF
    assert client.get("/rht/evidence/EVD-2/file").status_code == 409
    assert "The virus scanner found “Test.Virus” in it." in client.last_page
    assert "File holds a virus" in client.get("/rht/evidence").text


def test_an_altered_or_missing_file_stands_out_in_the_list(
    client: CheckingClient, path: str, tmp_path: Path
) -> None:
    add(client, path, PDF, "a.pdf")
    words = "File missing, or not the one that was uploaded"
    assert words not in client.get("/rht/evidence").text
    stored = next(one for one in (tmp_path / "evidence").rglob("*") if one.is_file())
    stored.chmod(0o600)
    # As long as before, so that only its content tells.
    stored.write_bytes(PDF.replace(b"1.7", b"1.6"))
    assert words in client.get("/rht/evidence").text
    assert "is not the one that was uploaded" in client.get("/rht/evidence/EVD-1").text
    stored.unlink()
    assert words in client.get("/rht/evidence").text
    assert "The stored file is missing." in client.get("/rht/evidence/EVD-1").text


def test_numbers_of_patients_are_kept_with_a_reason(client: CheckingClient, path: str) -> None:
    assert add(client, path, NUMBERS, "list.csv") == 302
    settle = "/rht/evidence/EVD-1/numbers"
    page = client.get(settle).text
    assert "This file has 2 numbers that look like NHS numbers." in page
    assert client.post(settle, data=filled(page, reason=" ")).status_code == 422
    assert "Say why it may be kept" in client.last_page
    sent = filled(client.last_page, reason="They are order numbers")
    assert client.post(settle, data=sent).status_code == 302
    page = client.get("/rht/evidence/EVD-1").text
    assert "look like NHS numbers" not in page
    assert "They are order numbers" in page


def test_a_file_with_numbers_of_patients_is_taken_out(
    client: CheckingClient, path: str, tmp_path: Path, actor: Actor
) -> None:
    add(client, path, NUMBERS, "list.csv")
    page = client.get("/rht/evidence/EVD-1/numbers").text
    sent = filled(page)
    assert client.post("/rht/evidence/EVD-1/take-out", data=sent).status_code == 302
    assert "None yet" in client.get("/rht/evidence/EVD-1").text
    assert client.get("/rht/evidence/EVD-1/file").status_code == 404
    assert not list(EvidenceStore(tmp_path / "evidence").files())
    assert "No number in its file" in client.get("/rht/evidence/EVD-1/numbers").text


def test_a_former_file_is_taken_out_and_where_else_it_is_kept_is_said(
    client: CheckingClient, path: str, tmp_path: Path
) -> None:
    add(client, path, NUMBERS, "list.csv")
    add(client, path, NUMBERS, "again.csv")
    both = {**filled(client.last_page), "same": "both"}
    assert client.post(path, data=both).status_code == 302
    add(client, "/rht/evidence/EVD-1/replace", PDF, "clean.pdf")
    page = client.get("/rht/evidence/EVD-1").text
    sent = filled(page, place="1")
    take_out = "/rht/evidence/EVD-1/take-out"
    assert client.post(take_out, data={**sent, "place": "x"}).status_code == 404
    assert client.post(take_out, data=sent).status_code == 302
    page = client.get("/rht/evidence/EVD-1").text
    assert "The same file is still kept under EVD-2: take it out there too." in page
    assert "File taken out" in page
    assert client.get("/rht/evidence/EVD-1/files/1").status_code == 404
    assert content_of(client, "/rht/evidence/EVD-1/file") == PDF
    sent = filled(client.get("/rht/evidence/EVD-2/numbers").text)
    client.post("/rht/evidence/EVD-2/take-out", data=sent)
    assert len(list(EvidenceStore(tmp_path / "evidence").files())) == 1


def test_a_month_ahead_shows_what_lapses_in_it(client: CheckingClient, actor: Actor) -> None:
    supplier = make_supplier(actor)
    for title, day in (("Near", date(2026, 12, 31)), ("Far", date(2027, 1, 1))):
        make_evidence(actor, supplier=supplier, title=title, expires_on=day)
    page = client.get("/rht/evidence?lapses=2026-12").text
    assert "Showing 1 of 1" in page
    assert "Near" in page
    assert "December 2026 (1)" in page
    for nonsense in ("2026-13", "9999-12", "0000-01", "²²²²-01"):
        answer = client.get("/rht/evidence", query_string={"lapses": nonsense})
        assert "Showing 2 of 2" in answer.text


def test_the_page_says_what_stands_bare_when_it_lapses(
    client: CheckingClient, actor: Actor, path: str
) -> None:
    claim = make_claim(actor, product="PRD-1", statement="It finds 96%")
    add(client, f"/rht/evidence/add?claim={claim}", PDF, "a.pdf", expires_on="1/2/2027")
    page = client.get("/rht/evidence/EVD-1").text
    assert "When it lapses, nothing else shows" in page
    assert "Does it hold for it today?" in page
