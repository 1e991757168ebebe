"""The first page, all the work behind it, and the way to any record by name."""

from dataclasses import dataclass

from flask import Blueprint, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.links import path_of
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.rules import RULES_BY_CODE
from vendor_tracker.services import settings
from vendor_tracker.storage.queries import finds, works
from vendor_tracker.storage.queries.home import (
    Step,
    get_figures,
    list_set_up_gaps,
    list_steps,
)
from vendor_tracker.web import flagpages
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.navigation import Place, crumbs

bp = Blueprint("home", __name__, url_prefix="/<organisation_code>")


@dataclass(frozen=True, slots=True)
class StepView:
    """One next step, ready to be shown."""

    subject: str
    name: str
    reason: str
    act: Place
    subject_href: str
    late_days: int


@bp.get("/")
@needs(Permission.VIEW)
def show_home() -> ResponseReturnValue:
    """Show at most five next steps, then the figures."""
    actor = current_actor()
    limits = settings.limits(actor.organisation_id)
    cards = list_set_up_gaps(actor, clock.today())
    figures = get_figures(actor, clock.today(), limits, cards)
    if not figures.suppliers and not figures.products:
        return render_template("home/empty.html")
    steps = [view_of(step) for step in list_steps(actor, limits.home_steps)]
    return render_template(
        "home/show.html",
        steps=steps,
        latest=max((step.late_days for step in steps), default=0),
        figures=figures,
        cards=[(RULES_BY_CODE[card.rule_code], card.count) for card in cards],
        limits=limits,
    )


@bp.get("/work")
@needs(Permission.VIEW)
def list_work() -> ResponseReturnValue:
    """Show everything that waits for somebody."""
    actor, on = current_actor(), clock.today()
    limits = settings.limits(actor.organisation_id)
    found = works.get_work(actor, on, limits)
    trail = crumbs(("Your work", url_for("home.show_home")))
    return render_template("home/work.html", work=found, limits=limits, breadcrumbs=trail)


@bp.get("/find")
@needs(Permission.VIEW)
def find() -> ResponseReturnValue:
    """Go to the record with this reference, or list what has this name."""
    actor, text = current_actor(), request.args.get("q", "").strip()
    ref = finds.find_reference(actor, text)
    if ref is not None:
        return redirect(path_of(actor.organisation_code, ref))
    found = finds.find_by_name(actor, text) if text else ()
    return render_template("home/find.html", text=text, found=found)


def view_of(step: Step) -> StepView:
    """Return one next step with the page on which it is taken."""
    found, due_on = step.step, step.step.due_on
    return StepView(
        step.subject,
        step.name,
        found.reason,
        flagpages.remedy_place(found),
        path_of(current_actor().organisation_code, step.subject),
        (clock.today() - due_on).days if due_on else 0,
    )
