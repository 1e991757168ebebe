"""What pages about checklists say and where they lead, from what was read."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import current_app, g, url_for

from vendor_tracker.domain.checklists.model import Checklist
from vendor_tracker.domain.gates import LADDER
from vendor_tracker.domain.links import item_path, path_of
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.vocabulary import Stage
from vendor_tracker.domain.wording import capital, count, listed
from vendor_tracker.storage.queries.assessed import ItemLine
from vendor_tracker.storage.queries.checklists import NotAsked, ProductChecklists
from vendor_tracker.web.auth import current_actor
from vendor_tracker.web.gatepages import next_lead, next_met
from vendor_tracker.web.navigation import Place, crumbs
from vendor_tracker.web.tabs import is_here

# What these say follows from the stage, which is changed with the product itself.
_OF_THE_STAGE = frozenset({"live", "pilot"})


@dataclass(frozen=True, slots=True)
class Aside:
    """Items that are not asked for one reason, and where that is changed."""

    why: str
    entries: tuple[NotAsked, ...]
    change: Place | None


def values_of(page: ProductChecklists) -> dict[str, Any]:
    """Return everything that the page about the checklists of a product shows."""
    met, asked = next_met(page.head, page.next)
    return {
        "head": page.head,
        "page": page,
        "met_of": (met, asked),
        "lead": next_lead(page.head, met, asked),
        "is_quiet": page.head.stage is Stage.watching,
        "aside": _grouped(page),
    }


def all_of(ref: str) -> str:
    """Return where all checklists of a product are."""
    return url_for("checklists.list_product_checklists", ref=ref)


def copied_words(copied: int, source: str) -> str:
    """Say what came of copying answers."""
    if not copied:
        return f"{source} has nothing to propose: what it answered is answered here too."
    return (
        f"{count(copied, 'answer')} of {source} {'is' if copied == 1 else 'are'} proposed here. "
        "None counts before somebody confirms it."
    )


def section_href(subject: str, code: str) -> str:
    """Return the page on which the items of a checklist are answered for a subject."""
    return f"{path_of(g.organisation_code, subject)}/checklists/{code}"


def line_href(line: ItemLine) -> str:
    """Return the page on which an item is answered."""
    return item_path(g.organisation_code, line.subject, line.reading.item.code)


def whose(line: ItemLine) -> str:
    """Say whose answer an item has when it is not the product's own."""
    if line.subject.startswith("PRD"):
        return ""
    if not line.subject:
        return "Our answer, for all products"
    if line.reading.answer is None:
        return f"To be answered once by {line.subject}, for all its products"
    return f"{line.subject}’s answer, for all its products"


def supplier_crumbs(ref: str, name: str, *more: tuple[str, str]) -> list[Place]:
    """Return the trail that leads to a page about a supplier."""
    own = (name, url_for("suppliers.show_supplier", ref=ref))
    return crumbs(("Suppliers", url_for("suppliers.list_suppliers")), own, *more)


def supplier_tabs(ref: str) -> list[Place]:
    """Return the places inside one supplier, the one that is shown marked."""
    tabs = (
        ("Overview", "suppliers.show_supplier"),
        ("Checklists", "checklists.list_supplier_checklists"),
        ("Payments", "payments.list_supplier_payments"),
        ("Their record", "requestrecords.show_record"),
    )
    known = current_app.view_functions
    return [Place(label, url_for(to, ref=ref), is_here(to)) for label, to in tabs if to in known]


def checklist_facts(checklist: Checklist) -> dict[str, str]:
    """Return at which gates a checklist asks, and what it rests on, in words."""
    items = checklist.items
    asked = {item.gate for item in items}
    sources = sorted({_short(code) for item in items for code in item.sources})
    return {
        "gates": capital(listed([gate.label.lower() for gate in LADDER if gate in asked])),
        "sources": checklist.origin or ", ".join(sources),
    }


def _short(code: str) -> str:
    """Return a source's code; the statements of one chapter are one source."""
    return code.partition("-")[0]


def _grouped(page: ProductChecklists) -> Sequence[Aside]:
    """Return what is not asked, by the reason that says so."""
    found: dict[tuple[str, bool], list[NotAsked]] = {}
    for one in page.not_asked:
        found.setdefault((one.why, bool(one.facts)), []).append(one)
    return [
        Aside(capital(why), tuple(entries), _change(page, entries[0]) if by_facts else None)
        for (why, by_facts), entries in found.items()
    ]


def _change(page: ProductChecklists, one: NotAsked) -> Place | None:
    """Return where the fact is changed that decides, for those who may."""
    if page.head.is_archived or not current_actor().may(Permission.LOG):
        return None
    by_stage = one.facts <= _OF_THE_STAGE
    to = "products.update_product" if by_stage else "facts.update_facts"
    return Place(
        "Change the stage" if by_stage else "Change the fact", url_for(to, ref=one.subject)
    )
