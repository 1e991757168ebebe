"""Pages about results by group."""

import io
from datetime import date
from decimal import Decimal

import html5lib
import pytest
from openpyxl import Workbook

from tests.clients import CheckingClient
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.facts import ResultFacts
from vendor_tracker.domain.listedgroups import ListedGroup
from vendor_tracker.domain.verdicts import our_limit
from vendor_tracker.domain.vocabulary import ClaimKind, Direction, GroupAttribute, TestData
from vendor_tracker.services import claims, groups, products, results
from vendor_tracker.storage.queries.claims import get_claim

TABLE = (
    "Age group\tTested\tPositives\tSensitivity\t95% CI\n"
    "40-64 (ref)\t900\t300\t96.0\t94-98\n"
    "65-79\t800\t280\t95.5\t93.5-97.5\n"
    "80+\t310\t41\t88\t80-90\n"
)
AGE = GroupAttribute.age


@pytest.fixture
def product(actor: Actor) -> str:
    return products.add_product(actor, name="Head CT Bleed Alert")


@pytest.fixture
def claim(actor: Actor, product: str) -> str:
    return claims.log_claim(
        actor, product=product, statement="Works equally well for everybody",
        kind=ClaimKind.B2, metric="Sensitivity", direction=Direction.higher,
        results=[ResultFacts(n=2010, estimate=Decimal(95), low=Decimal(94), high=Decimal(96))],
    )  # fmt: skip


def of_age(actor: Actor, claim: str) -> list[ResultFacts]:
    return [one for one in get_claim(actor, claim).facts.results if one.attribute is AGE]


def sent_again(page: str) -> dict[str, str]:
    """Return what the button that keeps a table sends."""
    root = html5lib.parse(page, namespaceHTMLElements=False)
    forms = [form for form in root.iter("form") if form.get("action", "").endswith("/keep")]
    return {box.get("name", ""): box.get("value", "") for box in forms[0].iter("input")}


def test_a_pasted_table_is_shown_and_kept_only_when_agreed(
    client: CheckingClient, actor: Actor, claim: str
) -> None:
    shown = client.send(f"/rht/claims/{claim}/results/add", text=TABLE, unit="percent")
    assert shown.status_code == 200
    assert "3 results can be kept" in shown.text
    assert of_age(actor, claim) == []
    kept = client.post(f"/rht/claims/{claim}/results/keep", data=sent_again(shown.text))
    assert kept.status_code == 302
    assert [one.group_code for one in of_age(actor, claim)] == ["40-64", "65-79", "80+"]
    page = client.get(f"/rht/claims/{claim}/results").text
    for words in ("8 points worse", "Fails", "our limit is 5", "Compared with", 'role="img"'):
        assert words in page


def test_rows_that_cannot_be_read_are_named_and_left_out(
    client: CheckingClient, actor: Actor, claim: str
) -> None:
    text = TABLE + "18-39\t100\t120\t95\t\n"
    shown = client.send(f"/rht/claims/{claim}/results/add", text=text, unit="percent")
    assert "3 results can be kept; 1 row cannot be read" in shown.text
    assert "There cannot be more than were tested" in shown.text
    assert "Keep 3 results, leave 1 row out" in shown.text
    client.post(f"/rht/claims/{claim}/results/keep", data=sent_again(shown.text))
    assert len(of_age(actor, claim)) == 3


def test_the_unit_must_be_said(client: CheckingClient, claim: str) -> None:
    shown = client.send(f"/rht/claims/{claim}/results/add", text=TABLE)
    assert shown.status_code == 422
    assert "Say how the figures are written" in shown.text


def test_text_that_is_no_table_is_refused_at_its_box(client: CheckingClient, claim: str) -> None:
    shown = client.send(f"/rht/claims/{claim}/results/add", text="All is well", unit="percent")
    assert shown.status_code == 422
    assert 'href="#text"' in shown.text


def workbook(rows: list[list[object]]) -> io.BytesIO:
    book, made = Workbook(), io.BytesIO()
    assert book.active is not None
    for row in rows:
        book.active.append(row)
    book.save(made)
    made.seek(0)
    return made


def test_a_workbook_is_read_like_a_pasted_table(
    client: CheckingClient, actor: Actor, claim: str
) -> None:
    file = workbook([["Age group", "Tested", "Sensitivity"], ["80+", 310, 0.88]])
    fields = {"file": (file, "groups.xlsx"), "unit": "share"}
    shown = client.send(f"/rht/claims/{claim}/results/add", **fields)
    assert "1 result can be kept" in shown.text
    client.post(f"/rht/claims/{claim}/results/keep", data=sent_again(shown.text))
    assert [one.estimate for one in of_age(actor, claim)] == [Decimal(88)]


def test_a_hostile_file_is_refused_with_its_place(client: CheckingClient, claim: str) -> None:
    formula = workbook([["Age group", "Sensitivity"], ["80+", "=1+1"]])
    for file, name, words in (
        (formula, "groups.xlsx", "Row 2, column “Sensitivity”"),
        (io.BytesIO(b"PK\x03\x04broken"), "groups.xlsx", "damaged"),
        (io.BytesIO(b"%PDF-1.7"), "groups.pdf", "PDF"),
    ):
        fields = {"file": (file, name), "unit": "percent"}
        shown = client.send(f"/rht/claims/{claim}/results/add", **fields)
        assert shown.status_code == 422
        assert words in shown.text


def test_rows_are_changed_and_taken_away_by_a_form(
    client: CheckingClient, actor: Actor, claim: str
) -> None:
    keep(actor, claim)
    answer = client.send(
        f"/rht/claims/{claim}/results/update?by=age",
        **{"results-0-estimate": "95.5%", "results-1-remove": "y"},
    )  # fmt: skip
    assert answer.status_code == 302
    (first,) = of_age(actor, claim)
    assert first.estimate == Decimal("95.5")
    assert len(get_claim(actor, claim).facts.results) == 2, "the result for everyone stays"


def test_a_wrong_row_is_refused_where_it_stands(
    client: CheckingClient, actor: Actor, claim: str
) -> None:
    keep(actor, claim)
    for fields, words in (
        ({"results-1-subgroup": ""}, "Name the group, or empty the row"),
        ({"results-1-is_reference": "y"}, "Only one group of an attribute"),
        ({"results-1-scheme": "AGE_BANDS", "results-1-subgroup": "75 to 90"}, "is not in Our"),
        ({"results-1-estimate": "101"}, "between 0 and 100"),
    ):
        answer = client.send(f"/rht/claims/{claim}/results/update", **fields)
        assert answer.status_code == 422
        assert words in answer.text


def test_our_limit_is_set_and_shown(client: CheckingClient, actor: Actor, claim: str) -> None:
    answer = client.send(
        f"/rht/claims/{claim}/results/limit", value="3", people="4", has_clinician="y",
        why="Two more missed bleeds a year",
    )  # fmt: skip
    assert answer.status_code == 302
    limit = our_limit(get_claim(actor, claim).facts)
    assert limit is not None
    assert limit.value == 3
    page = client.get(f"/rht/claims/{claim}/results").text
    assert "our limit for this claim, by 4 people, a clinician among them" in page
    for value, words in (("", "Enter how far"), ("101", "between 0 and 100"), ("-1", "nought")):
        answer = client.send(f"/rht/claims/{claim}/results/limit", value=value)
        assert answer.status_code == 422
        assert words in answer.text


def test_what_our_list_names_and_nobody_measured_is_said(
    client: CheckingClient, actor: Actor, claim: str, product: str
) -> None:
    listed = [
        ListedGroup(
            AGE, "AGE_BANDS", name="0-4", plan="Not used for children", plan_by=date(2031, 5, 1)
        )
    ]
    groups.save_groups(actor, product, version=None, groups=listed)
    page = client.get(f"/rht/claims/{claim}/results").text
    assert "0 to 4</strong>: no result here. Planned: Not used for children by 1 May 2031." in page


def test_the_form_of_the_claim_keeps_the_results_by_group(
    client: CheckingClient, actor: Actor, claim: str
) -> None:
    keep(actor, claim)
    before = of_age(actor, claim)
    answer = client.send(f"/rht/claims/{claim}/update", statement="Works for everybody alike")
    assert answer.status_code == 302
    assert of_age(actor, claim) == before


def keep(actor: Actor, claim: str) -> None:
    """Keep two groups by age."""
    rows = [
        ResultFacts(name, 400, 100, Decimal(95), Decimal(94), Decimal(96), attribute=AGE,
                    data=TestData.outside, is_reference=name == "Young")
        for name in ("Young", "Old")
    ]  # fmt: skip
    results.set_group_results(actor, claim, version=None, results=rows)


def test_a_report_for_the_board_leaves_the_figures_of_a_few_out(
    client: CheckingClient, actor: Actor, claim: str, product: str
) -> None:
    rows = [
        ResultFacts(name, n, n, Decimal(estimate), attribute=AGE, is_reference=n > 100)
        for name, n, estimate in (("Young", 300, "96"), ("Old", 90, "88.25"), ("Few", 7, "71.43"))
    ]
    results.set_group_results(actor, claim, version=None, results=rows)
    page = client.get(f"/rht/products/{product}/report").text
    assert "Results by group" in page
    assert "fewer than 10" in page
    assert "left out to protect another group" in page
    for secret in ("71.43", "88.25"):
        assert secret not in page
    assert "71.43" in client.get(f"/rht/claims/{claim}/results").text, "members see it"


def test_a_claim_says_which_of_its_groups_is_compared_with_nothing(
    client: CheckingClient, actor: Actor, claim: str
) -> None:
    words = "not compared: nobody has said what tells this group apart"
    assert words not in client.get(f"/rht/claims/{claim}").text
    only_named = [ResultFacts("Aged over 90", 300, 200, Decimal("66.67"))]
    claims.change_claim(actor, claim, version=None, results=only_named)
    assert words in client.get(f"/rht/claims/{claim}").text
