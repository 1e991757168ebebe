"""The report of one product for a board: one page that prints and saves well."""

from flask import Blueprint, render_template, request
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.ages import late_words
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.services.settings import limits
from vendor_tracker.storage.queries.reports import get_report
from vendor_tracker.storage.queries.strengths import lines_of_product
from vendor_tracker.web import reportpages, resultpages
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.tabs import product_crumbs

bp = Blueprint("reports", __name__, url_prefix="/<organisation_code>")


@bp.get("/products/<ref>/report")
@needs(Permission.VIEW)
def show_report(ref: str) -> ResponseReturnValue:
    """Show the report of a product, whole or without what is confidential."""
    actor = current_actor()
    now = limits(actor.organisation_id)
    public = request.args.get("public") == "1"
    report = get_report(actor, ref, warning_days=now.evidence_warning_days, public=public)
    return render_template(
        "reports/show.html",
        produced_at=clock.now(),
        late_words=late_words,
        shown=lines_of_product(actor, report.head, now, public=public),
        group_rows=reportpages.group_rows(report, now),
        pages=resultpages,
        breadcrumbs=product_crumbs(report.head),
        **reportpages.values_of(report),
    )
