"""The pages that say what the columns and names of somebody's own list mean."""

import io
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from tests.clients import CheckingClient, filled
from tests.integration.web.test_imports import upload

LIST = (
    "Product,Firm,Date implemented,Personal data?\r\n"
    'Reader (example),"Fenwick (example), Larch (example)",Apr-25,a) Yes\r\n'
    "Scribe (example),N/A,03/09/2026,N/A\r\n"
    "Chart (example),FENWICK (EXAMPLE) LTD,13/09/2026, No\r\n"
)


def columns(client: CheckingClient, content: bytes = LIST.encode(), name: str = "a.csv") -> str:
    """Send a list without a mapping, and return the address of its columns."""
    address = str(upload(client, content, name))
    assert "/imports/columns" in address
    assert client.get(address).status_code == 200
    return address


def previewed(client: CheckingClient, address: str, **answers: str) -> str:
    """Send what the columns hold, and return the address of the preview."""
    answer = client.post(address, data=filled(client.last_page, **answers))
    assert answer.location is not None, client.last_page
    assert client.get(answer.location).status_code == 200
    return str(answer.location)


def test_a_list_without_a_mapping_is_read_by_what_is_suggested(client: CheckingClient) -> None:
    address = columns(client)
    assert "Scribe (example)" in client.last_page
    preview = previewed(client, address, **{"column-1": "suppliers.name"})
    assert "3 new rows" in client.last_page
    assert "known only to the month, such as “Apr-25” kept as 1 April 2025" in client.last_page
    applied = client.post(preview, data=filled(client.last_page))
    assert applied.location == "/rht/imports/BAT-1"
    client.get("/rht/history/VER-1")
    assert "Read from these cells" in client.last_page
    assert "Apr-25" in client.last_page
    assert "a.csv, a, C2" in client.last_page


def test_the_next_list_of_its_kind_is_read_as_the_last(client: CheckingClient) -> None:
    address = columns(client)
    answers = {"column-1": "suppliers.name", "column-2": "", "title": "Our list"}
    previewed(client, address, **answers)
    again = columns(client, LIST.encode(), "b.csv")
    assert "kept as “Our list”, is filled in" in client.last_page
    previewed(client, again)
    assert "known only to the month" not in client.last_page
    assert "Columns that the mapping does not use: “Date implemented”" in client.last_page


def test_several_suppliers_in_a_cell_are_split_where_a_person_says_so(
    client: CheckingClient,
) -> None:
    previewed(client, columns(client), **{"column-1": "suppliers.name"})
    assert "2 suppliers: Fenwick (example) | Larch (example)" in client.last_page
    page = client.last_page
    action = page.split('action="/rht/imports/names')[1].split('"')[0].replace("&amp;", "&")
    sent = {
        **filled(page),
        "several-0": "Fenwick (example), Larch (example)",
        "split-0": "several",
        "part-0": ["Fenwick (example)", "Larch (example)"],
    }
    answer = client.post(f"/rht/imports/names{action}", data=sent)
    client.get(str(answer.location))
    assert "supplier Larch (example)" in client.last_page
    assert "2 suppliers: " not in client.last_page


def test_two_columns_of_one_field_are_refused(client: CheckingClient) -> None:
    address = columns(client)
    sent = filled(client.last_page, **{"column-1": "products.name"})
    assert client.post(address, data=sent).status_code == 422
    assert "“Name” of products is filled twice" in client.last_page


def test_a_list_comes_back_with_its_bad_cells_marked(client: CheckingClient) -> None:
    listed = "Product,Firm,Go live\r\nReader (example),Fenwick (example),31/02/2026\r\n"
    address = columns(client, listed.encode())
    answers = {"column-1": "suppliers.name", "column-2": "versions.in_use_from"}
    preview = previewed(
        client, address, **{**answers, "constant-2": "versions.name", "value-2": "1"}
    )
    assert "There is no such day as 31/02/2026." in client.last_page
    answer = client.get(preview.replace("/preview", "/marked"))
    book = load_workbook(io.BytesIO(answer.data))
    cell = book.worksheets[0]["C2"]
    assert cell.value == "31/02/2026"
    assert "There is no such day" in cell.comment.text
    assert book.worksheets[0]["A2"].comment is None
    assert book["What to correct"]["E2"].value == "There is no such day as 31/02/2026."


@pytest.fixture
def questionnaire(tmp_path: Path) -> bytes:
    """Return a workbook with a band, merged answers and a hidden sheet."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "Answers"
    sheet.append(["Section 1", None, None, None])
    sheet.append(["Product", "Vendor", "Intended use", "Not for"])
    sheet.append(["Reader (example)", "Fenwick (example)", "not applicable", None])
    sheet.append(["Scribe (example)", "Fenwick (example)", "Writes letters", "Children"])
    sheet.merge_cells("A1:D1")
    sheet.merge_cells("C3:D3")
    book.create_sheet("Lists").sheet_state = "hidden"
    path = tmp_path / "answers.xlsx"
    book.save(path)
    return path.read_bytes()


def test_a_workbook_with_a_band_and_merged_answers_is_read(
    client: CheckingClient, questionnaire: bytes
) -> None:
    address = str(upload(client, questionnaire, "answers.xlsx"))
    answer = client.get(address)
    client.get(str(answer.location))
    assert "headings in row 2" in client.last_page
    assert "Lists (hidden)" in client.last_page
    previewed(client, str(answer.location))
    assert "2 new rows" in client.last_page
    assert "Intended use: not applicable in 1 row: 3" in client.last_page
