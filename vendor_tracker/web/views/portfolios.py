"""The page about what all products cost, from the quote to the whole life."""

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.vocabulary import Stage
from vendor_tracker.storage.queries.portfoliokinds import list_kinds
from vendor_tracker.storage.queries.portfolios import (
    SORTS,
    PortfolioFilter,
    add_up,
    list_portfolio,
)
from vendor_tracker.web import lists
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.navigation import crumbs
from vendor_tracker.web.portfoliopages import page_of

bp = Blueprint("portfolios", __name__, url_prefix="/<organisation_code>")

COSTS = {
    "hidden": "Something was hidden",
    "unknown": "A line has no figure",
    "none": "No cost line yet",
}


@bp.get("/costs/portfolio")
@needs(Permission.VIEW)
def show_portfolio() -> ResponseReturnValue:
    """Show what each product costs over its life, and how well it is shown to work."""
    actor, place, wanted = current_actor(), lists.asked(SORTS), _wanted()
    page, totals = list_portfolio(actor, wanted, place), add_up(actor, wanted)
    kinds = list_kinds(actor, wanted, clock.today())
    return render_template(
        "portfolios/show.html",
        page=page,
        portfolio=page_of(page, totals, kinds),
        totals=totals,
        wanted=wanted,
        choices=COSTS,
        stages=list(Stage),
        chips=_chips(wanted),
        place=place,
        lists=lists,
        breadcrumbs=crumbs(("Costs", url_for("costs.list_costs"))),
        **lists.neighbours(page),
    )


def _wanted() -> PortfolioFilter:
    costs, stages = request.args.get("costs", ""), {stage.value: stage for stage in Stage}
    return PortfolioFilter(
        text=request.args.get("q", ""),
        stage=stages.get(request.args.get("stage", "")),
        costs=costs if costs in COSTS else "",
    )


def _chips(wanted: PortfolioFilter) -> list[tuple[str, str]]:
    return lists.chips(
        {
            "q": f"“{wanted.text}”" if wanted.text else "",
            "stage": wanted.stage.label if wanted.stage else "",
            "costs": COSTS.get(wanted.costs, ""),
        }
    )
