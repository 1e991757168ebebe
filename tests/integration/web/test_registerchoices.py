"""Registers are kept under names, changed sheet by sheet, and looked over, on pages."""

import io
import json
import zipfile
from typing import Any

import openpyxl
import pytest
from flask import Flask

from tests import samples
from tests.clients import CheckingClient
from tests.clients import filled as sent_by
from vendor_tracker.domain.actor import Actor

PAGE = "/rht/register"


@pytest.fixture
def filled(client: CheckingClient, actor: Actor) -> CheckingClient:
    """Hold somebody signed in where a record of every kind is."""
    samples.fill(actor)
    return client


def saved(client: CheckingClient, **more: Any) -> None:
    """Save a register with two sheets."""
    fields = {"name": "Renewals and costs", "sheet": ["Contracts", "Costs"], **more}
    assert client.send(f"{PAGE}/choices/add", **fields).status_code == 302


def test_a_choice_is_saved_shown_and_downloaded(filled: CheckingClient) -> None:
    saved(filled)
    assert "Renewals and costs" in filled.get(PAGE).text
    shown = filled.get(f"{PAGE}/choices/show?name=renewals and costs")
    assert "Contracts" in shown.text
    assert "Products" not in shown.text.split("What goes in")[1]
    sent = filled.get(f"{PAGE}.xlsx?choice=Renewals and costs")
    assert sent.headers["Content-Disposition"].startswith(
        "attachment; filename=register-renewals-and-costs-rht-"
    )
    book = openpyxl.load_workbook(io.BytesIO(sent.data))
    assert book.sheetnames == ["About", "Contracts", "Costs", "Lists"]


def test_columns_order_and_rows_of_a_sheet_are_chosen(filled: CheckingClient) -> None:
    saved(filled)
    path = f"{PAGE}/choices/sheet?name=Renewals and costs&sheet=Costs"
    assert "Place of Description" in filled.get(path).text
    answer = filled.send(
        path, column=["reference", "category", "description"], place_description="2",
        place_category="3", order="reference", descending="1", known_supplier="filled",
    )  # fmt: skip
    assert answer.status_code == 302
    sent = filled.get(f"{PAGE}.xlsx?choice=Renewals and costs")
    sheet = openpyxl.load_workbook(io.BytesIO(sent.data))["Costs"]
    headings = [cell.value for cell in sheet[1]]
    assert headings == ["Reference", "Description", "Category", "Row version"]
    assert "checked" in filled.get(path).text
    assert "3 chosen" in filled.get(f"{PAGE}/choices/show?name=Renewals and costs").text


def test_a_filter_that_cannot_be_asked_is_refused_in_words(filled: CheckingClient) -> None:
    saved(filled)
    path = f"{PAGE}/choices/sheet?name=Renewals and costs&sheet=Contracts"
    answer = filled.send(path, until_ends_on="some day")
    assert answer.status_code == 422
    assert "some day" in answer.text


def test_a_register_is_renamed_and_deleted(filled: CheckingClient) -> None:
    saved(filled)
    path = f"{PAGE}/choices/rename?name=Renewals and costs"
    assert filled.send(path, to="Money soon").status_code == 302
    filled.get(f"{PAGE}/choices/show?name=Money soon")
    fields = sent_by(filled.last_page, name="Money soon")
    assert filled.post(f"{PAGE}/choices/delete", data=fields).status_code == 302
    assert "Money soon" not in filled.get(PAGE).text.split("Registers with a name")[1]
    assert filled.get(f"{PAGE}/choices/show?name=Money soon").status_code == 404


def test_two_names_must_differ_in_more_than_case(filled: CheckingClient) -> None:
    saved(filled)
    saved(filled, name="Others")
    path = f"{PAGE}/choices/rename?name=Others"
    answer = filled.send(path, to="RENEWALS and costs")
    assert answer.status_code == 422
    assert "already" in answer.text


def test_what_comes_with_the_program_can_be_downloaded_and_changed(filled: CheckingClient) -> None:
    assert filled.get(f"{PAGE}.xlsx?choice=Board register").status_code == 200
    path = f"{PAGE}/choices/sheet?name=Board register&sheet=Overview"
    assert filled.send(path, column=["reference", "name"]).status_code == 302
    shown = filled.get(f"{PAGE}/choices/show?name=Board register").text
    assert "2 chosen" in shown
    assert "Delete" in shown


def test_other_forms_are_one_zip_and_one_file(filled: CheckingClient) -> None:
    sent = filled.get(f"{PAGE}.xlsx?form=csv&sheet=Costs&sheet=Products")
    with zipfile.ZipFile(io.BytesIO(sent.data)) as archive:
        assert archive.namelist() == ["Products.csv", "Costs.csv", "About.csv"]
    told = json.loads(filled.get(f"{PAGE}.xlsx?form=json&about=PRD-1").data)
    assert [row["reference"] for row in told["sheets"]["Products"]] == ["PRD-1"]
    assert ["Only what names", "PRD-1"] in told["about"]


def test_what_names_nothing_is_not_found(filled: CheckingClient) -> None:
    for query in ("choice=Nothing", "sheet=Nothing", "about=PRD-999"):
        assert filled.get(f"{PAGE}.xlsx?{query}").status_code == 404


def test_the_page_tells_what_is_wrong_or_missing(filled: CheckingClient) -> None:
    page = filled.get(f"{PAGE}/check").text
    assert "Warning" in page
    assert "/rht/" in page.split("<table")[1]


def test_readers_download_but_do_not_save(app: Flask, actor: Actor) -> None:
    samples.fill(actor)
    reader = app.test_client()
    assert isinstance(reader, CheckingClient)
    reader.sign_in_as(actor, "reader")
    assert reader.get(f"{PAGE}.xlsx?sheet=Costs").status_code == 200
    assert reader.get(f"{PAGE}/choices/add").status_code == 403
