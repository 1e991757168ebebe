"""Help, the rules in words, the accessibility statement, and what is installed."""

from flask import Blueprint, current_app, render_template
from flask.typing import ResponseReturnValue

from vendor_tracker import __version__
from vendor_tracker.domain.rules import ALL_RULES
from vendor_tracker.domain.settings import numbers_of
from vendor_tracker.domain.sources import sources_of
from vendor_tracker.storage.queries.readiness import about_database
from vendor_tracker.web.auth import public, signed_in

bp = Blueprint("guides", __name__)


@bp.get("/help")
@public
def show_help() -> ResponseReturnValue:
    """Explain the work in ten minutes."""
    return render_template("guides/help.html")


@bp.get("/help/rules")
@public
def list_rules() -> ResponseReturnValue:
    """Explain every rule: what it finds, why it matters, where it comes from."""
    rules = [(rule, sources_of(rule.source), numbers_of(rule.uses)) for rule in ALL_RULES]
    return render_template("guides/rules.html", rules=rules)


@bp.get("/help/accessibility")
@public
def show_accessibility() -> ResponseReturnValue:
    """Say how accessible the pages are and what was checked."""
    return render_template("guides/accessibility.html")


@bp.get("/about")
@signed_in
def show_about() -> ResponseReturnValue:
    """Say what is installed."""
    return render_template(
        "guides/about.html",
        version=__version__,
        found=about_database(),
        rules=len(ALL_RULES),
        scans=current_app.extensions["inspector"].scanner is not None,
    )
