"""Every remedy and next step leads to a page."""

import pytest

from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.gaps import Action
from vendor_tracker.domain.links import FOLDERS, act_path, path_of
from vendor_tracker.domain.references import Kind, answer_name, reference, split_answer


@pytest.mark.parametrize("kind", Kind)
def test_each_kind_of_record_has_a_page(kind: Kind) -> None:
    assert path_of("rht", reference(kind, 3)) == f"/rht/{FOLDERS[kind]}/{kind.value}-3"


@pytest.mark.parametrize("action", Action)
def test_each_act_leads_somewhere(action: Action) -> None:
    path = act_path("rht", action, "PRD-7")
    assert path.startswith("/rht/")
    assert "PRD-7" in path


@pytest.mark.parametrize(
    "action, ref, value, path",
    [
        (Action.view, "EVD-2", "", "/rht/evidence/EVD-2"),
        (Action.edit, "QUE-4", "", "/rht/questions/QUE-4/update"),
        (Action.edit_facts, "PRD-7", "", "/rht/products/PRD-7/about/update"),
        (Action.add_result, "CLM-1", "", "/rht/claims/CLM-1/update#results"),
        (Action.add_contact, "SUP-2", "", "/rht/contacts/add?supplier=SUP-2"),
        (Action.add_contract, "PRD-7", "", "/rht/contracts/add?product=PRD-7"),
        (Action.add_evidence, "CLM-3", "", "/rht/evidence/add?claim=CLM-3"),
        (Action.add_cost, "PRD-7", "K05", "/rht/costs/add?product=PRD-7&category=K05"),
        (Action.add_cost, "PRD-7", "a b", "/rht/costs/add?product=PRD-7&category=a%20b"),
        (Action.ask, "SUP-2", "", "/rht/questions/ask?supplier=SUP-2"),
        (Action.ask, "PRM-4", "", "/rht/questions/ask?about=PRM-4"),
        (Action.ask, "PRD-7", "CORE-01", "/rht/questions/ask?about=PRD-7&item=CORE-01"),
        (Action.ask, "SUP-2", "REL-02", "/rht/questions/ask?supplier=SUP-2&item=REL-02"),
        (Action.answer_item, "SUP-2", "REL-02", "/rht/suppliers/SUP-2/items/REL-02"),
        (Action.view, "PRD-7/CORE-01", "", "/rht/products/PRD-7/items/CORE-01"),
        (Action.view, "OUR-01", "", "/rht/items/OUR-01"),
    ],
)
def test_an_act_begins_on_its_page(action: Action, ref: str, value: str, path: str) -> None:
    assert act_path("rht", action, ref, value) == path


def test_what_is_no_reference_has_no_page() -> None:
    for action in (Action.view, Action.ask):
        with pytest.raises(NotFound):
            act_path("rht", action, "nonsense")


@pytest.mark.parametrize("subject", ["PRD-7", "SUP-12", ""])
def test_an_answer_is_called_by_whose_it_is_and_its_item(subject: str) -> None:
    assert split_answer(answer_name(subject, "CORE-01")) == (subject, "CORE-01")


@pytest.mark.parametrize("text", ["", "PRD-7", "PRD-7/", "/CORE-01", "QUE-7/CORE-01", "CORE-1"])
def test_what_names_no_answer_is_none(text: str) -> None:
    assert split_answer(text) is None
