"""The main places of the program and the links at the foot of each page."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import Flask, current_app, g, request, url_for

from vendor_tracker.domain.permissions import Permission


@dataclass(frozen=True, slots=True)
class Place:
    """One link of the navigation."""

    label: str
    href: str
    current: bool = False


# Words, endpoint, and the blueprints that light the entry.
MAIN: tuple[tuple[str, str, frozenset[str]], ...] = (
    (
        "Your work",
        "home.show_home",
        frozenset({"home", "answerlists", "checklists", "library"}),
    ),
    (
        "Products",
        "products.list_products",
        frozenset(
            {
                "products",
                "facts",
                "versions",
                "decisions",
                "claims",
                "results",
                "verdicts",
                "costs",
                "portfolios",
                "staffrates",
                "cards",
                "cardimports",
                "cases",
            }
        ),
    ),
    (
        "Suppliers",
        "suppliers.list_suppliers",
        frozenset({"suppliers", "contacts", "contracts", "payments", "calendars"}),
    ),
    ("Flags", "flags.list_flags", frozenset({"flags", "flagwork", "savedviews", "waivers"})),
    (
        "Meetings",
        "meetings.list_meetings",
        frozenset(
            {"meetings", "promises", "questions", "requests", "requestanswers", "requestlinks"}
        ),
    ),
    ("Evidence", "evidence.list_evidence", frozenset({"evidence"})),
    (
        "Register",
        "registers.show_register",
        frozenset({"registers", "imports", "publishing"}),
    ),
)


def init_app(app: Flask) -> None:
    """Give every page its places."""
    app.context_processor(_context)
    app.add_template_global(has)


def crumbs(*steps: tuple[str, str]) -> list[Place]:
    """Return a trail of links from pairs of words and address."""
    return [Place(label, href) for label, href in steps]


def came_from(suppliers: Sequence[tuple[str, str]]) -> list[Place]:
    """Return the trail of a form that was opened from a supplier, when it was."""
    steps = [("Suppliers", url_for("suppliers.list_suppliers"))]
    ref = request.args.get("supplier", "")
    name = dict(suppliers).get(ref)
    if name:
        steps.append((f"{ref} {name}", url_for("suppliers.show_supplier", ref=ref)))
    return crumbs(*steps)


def has(endpoint: str) -> bool:
    """Tell whether the program offers a page, so that nothing links to one it lacks."""
    return endpoint in current_app.view_functions


def _context() -> dict[str, Any]:
    return {
        "navigation": _main() if g.get("actor") else [],
        "footer_links": _footer(),
        "demo": current_app.extensions["settings"].demonstration,
        "breadcrumbs": [],
    }


def _main() -> list[Place]:
    here = _part()
    places = [Place(label, url_for(to), here in lights) for label, to, lights in MAIN]
    if g.actor.may(Permission.LOG):
        places.insert(
            1, Place("Log", url_for("lines.log_lines", about=_subject()), here == "lines")
        )
    if g.actor.may(Permission.ADMINISTER):
        places.append(Place("People", url_for("users.list_users"), here == "users"))
    places.append(Place("Your account", url_for("accounts.show_account"), here == "accounts"))
    return places


def _part() -> str:
    """Return the part of the program this page is in; tabs are in the part of their record."""
    ref = str((request.view_args or {}).get("ref", ""))
    parts = {"PRD-": "products", "SUP-": "suppliers"}
    return parts.get(ref[:4], request.blueprint or "")


def _subject() -> str | None:
    """Return the product or supplier whose page this is, so that Log begins with it."""
    ref = str((request.view_args or {}).get("ref", ""))
    return ref if ref.startswith(("PRD-", "SUP-")) else None


def open_links() -> list[Place]:
    """Return the links at the foot of a page that anybody may follow."""
    places = (
        ("Help", "guides.show_help"),
        ("How each rule works", "guides.list_rules"),
        ("Accessibility statement", "guides.show_accessibility"),
        ("About this installation", "guides.show_about"),
    )
    return [Place(label, url_for(to)) for label, to in places if has(to)]


def _footer() -> list[Place]:
    links = open_links()
    if g.get("actor"):
        # Here they stand with their counts, and with the numbers that hold here.
        links.insert(1, Place("Rules and their counts", url_for("rules.list_rules")))
        links.insert(2, Place("Sources", url_for("sources.list_sources")))
    return links
