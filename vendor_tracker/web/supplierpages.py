"""What the page of a supplier says and where it leads, from what was read."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from flask import current_app, g, url_for
from markupsafe import Markup

from vendor_tracker.domain import readiness
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.gaps import Action
from vendor_tracker.domain.links import act_path, path_of
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.wording import capital, listed
from vendor_tracker.storage.queries.suppliers import SupplierHead, SupplierPage
from vendor_tracker.web.flagpages import FlagView, apart, view_of

# What ought to be known of each supplier, as it reads in a list of what is not.
_ASKED = {
    "Legal name": "its legal name",
    "Company number": "company number",
    "Country": "country",
    "Website": "website",
    "Size": "size",
    "Looked after by": "who looks after it here",
    "Our hours for it": "how many hours they have for it",
}


@dataclass(frozen=True, slots=True)
class Links:
    """Where the page leads; None for what this program does not offer."""

    ask: str | None = None
    log: str | None = None
    add_product: str | None = None
    add_contact: str | None = None
    add_contract: str | None = None
    add_cost: str | None = None
    add_evidence: str | None = None
    log_meeting: str | None = None
    history: str | None = None


@dataclass(frozen=True, slots=True)
class Step:
    """The next step, with the page on which it is taken."""

    text: str
    reason: str
    href: str | None


def links_of(head: SupplierHead, actor: Actor) -> Links:
    """Return where the page leads; readers and archived suppliers have nothing to add."""
    ref = head.reference
    history = _known("histories.show_history", ref=ref)
    if head.is_archived or not actor.may(Permission.LOG):
        return Links(history=history)
    return Links(
        ask=_known("questions.ask_supplier", supplier=ref),
        log=_known("lines.log_lines", about=ref),
        add_product=_known("products.add_product", supplier=ref),
        add_contact=_known("contacts.add_contact", supplier=ref),
        add_contract=_known("contracts.add_contract", supplier=ref),
        add_cost=_known("costs.add_cost", supplier=ref),
        add_evidence=_known("evidence.add_evidence", supplier=ref),
        log_meeting=_known("meetings.add_meeting", supplier=ref),
        history=history,
    )


def lists_of(head: SupplierHead) -> dict[str, str | None]:
    """Return the lists that hold all of each part of the page."""
    ref = head.reference
    return {
        "flags": _known("flags.list_flags", q=ref, state="open"),
        "products": _known("products.list_products", q=ref),
        "promises": _known("promises.list_promises", supplier=ref, state="all"),
        "questions": _known("questions.list_questions", supplier=ref),
        "contacts": _known("contacts.list_contacts", q=ref),
        "contracts": _known("contracts.list_contracts", q=ref),
        "meetings": _known("meetings.list_meetings", supplier=ref),
        "costs": _known("costs.list_costs", q=head.name),
        "evidence": _known("evidence.list_evidence", supplier=ref),
    }


def step_of(head: SupplierHead, actor: Actor) -> Step | None:
    """Return the next step of a supplier, without a link for those who may not take it."""
    found = head.next_step
    if found is None or head.is_archived:
        return None
    action, value = Action(found["action"]), str(found.get("value") or "")
    href = act_path(g.organisation_code, action, found["reference"], value)
    may_take = actor.may(Permission.LOG) or action is Action.view
    return Step(found["text"], found["reason"], href if may_take else None)


def tone_of(head: SupplierHead) -> str:
    """Return how the sentence of a supplier looks."""
    standing = head.standing
    if head.is_archived or head.checked_on is None:
        return "none"
    if standing.critical:
        return "stop"
    if standing.major or standing.promises_late:
        return "warn"
    # Nothing known is not the same as nothing wrong.
    return "go" if standing.products and standing.last_met_on else "none"


def sentences_of(head: SupplierHead, on: date) -> dict[str, str]:
    """Return the opening sentence and the smaller one below it."""
    standing = head.standing
    return {
        "sentence": readiness.supplier_sentence(standing, on),
        "last_met": capital(readiness.met_words(standing, on)) + ".",
    }


def flag_views(page: SupplierPage) -> list[FlagView]:
    """Return the open flags of the supplier itself, ready to be shown."""
    return [view_of(line) for line in page.flags.rows if not line.waived_by]


def waivers_of(page: SupplierPage) -> dict[str, Any]:
    """Return the flags of the supplier that waivers let stand, and waivers that are void."""
    found = apart(page.flags.rows)
    return {"waived": found["waived"], "void": found["void"]}


def details_of(head: SupplierHead) -> dict[str, Any]:
    """Return what is known of the supplier by name, and the names of what is not."""
    size = head.size.label if head.size != "unknown" else None
    parent = None if head.parent is None else _parent_link(*head.parent)
    hours = None if head.owner_hours is None else f"{head.owner_hours.normalize():f} a month"
    said: list[tuple[str, str | None]] = [
        ("Legal name", head.legal_name),
        ("Other names", ", ".join(head.aliases)),
        ("Company number", head.company_number),
        ("Country", head.country),
        ("Website", _website_link(head.website)),
        ("Size", size),
        ("Parent company", parent),
        ("Looked after by", head.owner),
        ("Our hours for it", hours),
        (
            "Elsewhere",
            ", ".join(f"{scheme} {value}" for scheme, value in head.references),
        ),
    ]
    unknown = [_ASKED[name] for name, value in said if name in _ASKED and not value]
    return {
        "details": [(name, value) for name, value in said if value],
        "unknown": listed(unknown),
    }


def _parent_link(ref: str, name: str) -> Markup:
    href = path_of(g.organisation_code, ref)
    return Markup('<a href="{}">{}</a> <span class="vt-ref">{}</span>').format(href, name, ref)


def _website_link(address: str) -> str:
    """Return a link that opens a page and can do nothing else."""
    if not address.lower().startswith(("https://", "http://")):
        return address
    return Markup('<a href="{0}" rel="noreferrer">{0}</a>').format(address)


def _known(endpoint: str, **values: Any) -> str | None:
    return url_for(endpoint, **values) if endpoint in current_app.view_functions else None
