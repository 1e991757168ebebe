"""The tabs of a product; a tab whose page is not there is left out."""

from flask import current_app, request, url_for

from vendor_tracker.storage.queries.heads import ProductHead
from vendor_tracker.web.navigation import Place, crumbs


def product_tabs(head: ProductHead) -> list[Place]:
    """Return the places inside one product, the one that is shown marked."""
    counts = head.counts
    tabs = (
        ("Overview", "products.show_product", None),
        ("Claims", "claims.list_product_claims", counts.claims),
        ("Checklist", "checklists.list_product_checklists", _left(head)),
        ("Costs", "costs.list_product_costs", counts.costs),
        ("Case", "cases.show_product_case", None),
        ("Relationship", "meetings.list_product_meetings", None),
        ("Flags", "flags.list_product_flags", counts.flags),
        ("Evidence", "evidence.list_product_evidence", counts.evidence),
        ("Cards", "cards.list_product_cards", counts.cards),
        ("Decisions", "decisions.list_product_decisions", counts.decisions),
        ("Versions", "versions.list_product_versions", counts.versions),
        ("About", "facts.show_facts", None),
        ("History", "histories.show_history", None),
    )
    known = current_app.view_functions
    return [
        Place(_words(label, number), url_for(to, ref=head.reference), is_here(to))
        for label, to, number in tabs
        if to in known
    ]


def product_crumbs(head: ProductHead, *, inside: bool = True) -> list[Place]:
    """Return the trail that leads to a page about a product."""
    steps = [("Products", url_for("products.list_products"))]
    if inside:
        steps.append((head.name, url_for("products.show_product", ref=head.reference)))
    return crumbs(*steps)


def is_here(endpoint: str) -> bool:
    """Tell whether a tab is open: pages that answer items are in the tab of their checklists."""
    if request.blueprint in ("answers", "gates"):
        return endpoint.startswith("checklists.")
    if request.blueprint == "groups":
        return endpoint == "claims.list_product_claims"
    if request.blueprint in ("drivers", "wholelife") or request.endpoint == "costs.show_ledger":
        return endpoint == "costs.list_product_costs"
    if request.blueprint == "cases":
        return endpoint == "cases.show_product_case"
    if request.blueprint == "devices":
        return endpoint == "facts.show_facts"
    return request.endpoint == endpoint


def _left(head: ProductHead) -> int | None:
    """Return how many items the next gate still waits for; nothing where it asks none."""
    stands = head.standing
    return stands.items_asked - stands.items_met if stands.items_asked else None


def _words(label: str, number: int | None) -> str:
    return label if number is None else f"{label} {number:,}"
