"""The calendar, and the private links from which calendar programs follow it."""

from flask import (
    Blueprint,
    Response,
    current_app,
    flash,
    redirect,
    render_template,
    request,
    url_for,
)
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.services import calendarlinks
from vendor_tracker.storage.queries.calendarlinks import list_links
from vendor_tracker.web import calendarpages, lists
from vendor_tracker.web.auth import current_actor, needs, public
from vendor_tracker.web.downloads import offer
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.navigation import Place, crumbs

bp = Blueprint("calendars", __name__, url_prefix="/<organisation_code>/calendar")
# Outside any organisation: the link alone says whose calendar it is.
feed = Blueprint("calendarfeeds", __name__)

bp.add_app_template_global(calendarpages.announced_of)
bp.add_app_template_global(calendarpages.timeline_of)
bp.add_app_template_filter(calendarpages.month_words)

_WAIT = {"Retry-After": "300"}
_NONE = (
    "No calendar is read from this address: the link was revoked, its owner no longer belongs to "
    "the organisation, or it was copied in part. A new one is made on the calendar page.\n"
)


@bp.get("")
@needs(Permission.VIEW)
def show_calendar() -> ResponseReturnValue:
    """Show what falls when, and which days for notice come near."""
    shown = calendarpages.shown_days()
    trail = crumbs(("Contracts", url_for("contracts.list_contracts")))
    return render_template("calendars/show.html", lists=lists, breadcrumbs=trail, **shown)


@bp.get("/days.ics")
@needs(Permission.VIEW)
def download_days() -> Response:
    """Offer the days that are shown as a file for calendars."""
    return offer(calendarpages.shown_file(), "text/calendar", "days.ics")


@bp.get("/links")
@needs(Permission.VIEW)
def list_calendar_links() -> ResponseReturnValue:
    """Show the links that somebody has made."""
    return _page_of_links()


@bp.post("/links")
@needs(Permission.VIEW)
def make_link() -> ResponseReturnValue:
    """Make a link, and show its address this once."""
    try:
        token = calendarlinks.make_link(current_actor())
    except Refused as refusal:
        flash(refusal.message)
        return redirect(url_for("calendars.list_calendar_links"))
    base = current_app.extensions["settings"].base_url
    return _page_of_links(f"{base}{url_for('calendarfeeds.read_calendar', token=token)}")


@bp.post("/links/revoke")
@needs(Permission.VIEW)
def revoke_link() -> ResponseReturnValue:
    """Have a link work no longer."""
    calendarlinks.revoke_link(current_actor(), request.form.get("link", ""))
    flash("The link is revoked. Programs that followed it are given nothing more.", "success")
    return redirect(url_for("calendars.list_calendar_links"))


@feed.get("/link/calendar/<token>.ics")
@public
def read_calendar(token: str) -> ResponseReturnValue:
    """Give the calendar to whoever has its private link."""
    try:
        reader = calendarlinks.open_link(token, request.remote_addr or "")
    except Refused as refusal:
        return Response(f"{refusal.message}\n", 429, _WAIT, mimetype="text/plain")
    if reader is None:
        return Response(_NONE, 404, mimetype="text/plain")
    return offer(calendarpages.feed_of(reader), "text/calendar", "calendar.ics")


def _page_of_links(made: str = "") -> ResponseReturnValue:
    return render_template(
        "calendars/links.html",
        links=list_links(current_actor()),
        made=made,
        most=calendarlinks.MOST,
        form=Form.from_request(),
        breadcrumbs=_trail(),
    )


def _trail() -> list[Place]:
    return crumbs(
        ("Contracts", url_for("contracts.list_contracts")),
        ("Calendar", url_for("calendars.show_calendar")),
    )
