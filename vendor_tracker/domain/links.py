"""The path of every record's page, shared by pages, workbook, command line and remedies."""

from urllib.parse import quote

from vendor_tracker.domain.errors import NotFound
from vendor_tracker.domain.gaps import Action
from vendor_tracker.domain.references import Kind, split, split_answer

FOLDERS: dict[Kind, str] = {
    Kind.SUPPLIER: "suppliers",
    Kind.PRODUCT: "products",
    Kind.VERSION: "versions",
    Kind.CLAIM: "claims",
    Kind.COST: "costs",
    Kind.CONTRACT: "contracts",
    Kind.MEETING: "meetings",
    Kind.PROMISE: "promises",
    Kind.QUESTION: "questions",
    Kind.EVIDENCE: "evidence",
    Kind.DECISION: "decisions",
    Kind.FLAG: "flags",
    Kind.BATCH: "imports",
    Kind.CONTACT: "contacts",
    Kind.ASSESSMENT: "assessments",
    Kind.ANSWER: "answers",
    Kind.WAIVER: "waivers",
    Kind.CARD: "cards",
    Kind.PAYMENT: "payments",
    Kind.CASE: "cases",
    Kind.REGISTER: "registers",
    Kind.REQUEST: "requests",
    Kind.JOB: "jobs",
}


def path_of(code: str, reference: str) -> str:
    """Return the path of a record's page, such as /rht/products/PRD-7; of an answer, its item's."""
    found, answer = split(reference), split_answer(reference)
    if found is None:
        if answer is None:
            raise NotFound(reference)
        return item_path(code, *answer)
    kind, number = found
    return f"/{code}/{FOLDERS[kind]}/{kind.value}-{number}"


# The page on which each act begins; about a product or supplier, it is told which.
_PAGES: dict[Action, str] = {
    Action.ask: "questions/ask",
    Action.add_claim: "claims/add",
    Action.add_cost: "costs/add",
    Action.add_evidence: "evidence/add",
    Action.add_version: "versions/add",
    Action.add_contact: "contacts/add",
    Action.add_contract: "contracts/add",
    Action.add_decision: "decisions/add",
    Action.log_meeting: "meetings/add",
}
# What a record's own page offers, after its path.
_PARTS: dict[Action, str] = {
    Action.view: "",
    Action.edit: "/update",
    Action.edit_facts: "/about/update",
    Action.edit_device: "/device/update",
    Action.recheck_version: "/recheck",
    Action.add_threshold: "/update#thresholds",
    Action.add_result: "/update#results",
    Action.first_look: "/first-look",
    Action.list_groups: "/groups",
    Action.open_case: "/case",
    Action.measure_benefits: "/measure",
    Action.group_results: "/results",
    Action.start_catch_up: "",
}
_TOLD: dict[Kind, str] = {
    Kind.SUPPLIER: "supplier",
    Kind.PRODUCT: "product",
    Kind.CLAIM: "claim",
    Kind.COST: "cost",
    Kind.PROMISE: "promise",
    Kind.QUESTION: "question",
    Kind.CONTRACT: "contract",
}


def item_path(code: str, reference: str, item: str) -> str:
    """Return the path of one checklist item of a product, of a supplier, or of us."""
    subject = path_of(code, reference) if reference else f"/{code}"
    return f"{subject}/items/{quote(item)}"


def act_path(code: str, action: Action, reference: str, value: str = "") -> str:
    """Return the path of the page on which a remedy or a next step is taken."""
    if action is Action.answer_item:
        return item_path(code, reference, value)
    if action is Action.open_gate:
        return f"{path_of(code, reference)}/gates/{quote(value)}"
    if action is Action.contract_part:
        return f"{path_of(code, reference)}/{quote(value)}/update"
    if action in _PARTS:
        return path_of(code, reference) + _PARTS[action]
    found = split(reference)
    if found is None:
        raise NotFound(reference)
    told = "about" if action is Action.ask else _TOLD.get(found[0], "about")
    if action is Action.ask and found[0] is Kind.SUPPLIER:
        told = "supplier"
    path = f"/{code}/{_PAGES[action]}?{told}={reference}"
    if action in (Action.add_cost, Action.ask) and value:
        names = "item" if split_answer(value) else "category"
        path += f"&{names}={quote(value)}"
    return path
