"""Pages on which somebody keeps lists of flags under names."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.services import savedviews
from vendor_tracker.storage.queries.savedviews import get_desk
from vendor_tracker.web import flagqueue
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.flags import RenameForm, ViewForm
from vendor_tracker.web.navigation import Place, crumbs

bp = Blueprint("savedviews", __name__, url_prefix="/<organisation_code>/flags/views")


@bp.get("")
@needs(Permission.VIEW)
def list_views() -> ResponseReturnValue:
    """Show the lists that somebody keeps."""
    views = get_desk(current_actor(), flagqueue.PAGE, clock.today()).views
    return render_template(
        "savedviews/list.html",
        views=[(view.name, flagqueue.view_href(view.query)) for view in views],
        form=Form.from_request(),
        breadcrumbs=_trail(),
    )


@bp.route("/save", methods=["GET", "POST"])
@needs(Permission.VIEW)
def save_view() -> ResponseReturnValue:
    """Keep the list that the address describes under a name."""
    form, query = ViewForm.from_request(), flagqueue.query_to_keep()
    if form.submitted():
        try:
            name = str(form.name.data)
            savedviews.save_view(current_actor(), page=flagqueue.PAGE, name=name, query=query)
            flash(f"The list is saved as {name}.", "success")
            return redirect(flagqueue.view_href(query))
        except Refused as refusal:
            form.show(refusal)
    page = render_template(
        "savedviews/save.html", form=form, words=_words(), breadcrumbs=_trail(), back=_back(query)
    )
    return page, 422 if form.errors else 200


@bp.route("/rename", methods=["GET", "POST"])
@needs(Permission.VIEW)
def rename_view() -> ResponseReturnValue:
    """Give a list another name."""
    name = request.args.get("name", "")
    form = RenameForm.from_request(to=name)
    if form.submitted():
        try:
            to = str(form.to.data)
            savedviews.rename_view(current_actor(), page=flagqueue.PAGE, name=name, to=to)
            flash(f"The list is called {to} now.", "success")
            return redirect(url_for("savedviews.list_views"))
        except Refused as refusal:
            form.show(refusal)
    trail = [*_trail(), Place("Your lists", url_for("savedviews.list_views"))]
    page = render_template("savedviews/rename.html", form=form, name=name, breadcrumbs=trail)
    return page, 422 if form.errors else 200


@bp.post("/delete")
@needs(Permission.VIEW)
def delete_view() -> ResponseReturnValue:
    """Forget a list."""
    name = request.form.get("name", "")
    savedviews.delete_view(current_actor(), page=flagqueue.PAGE, name=name)
    flash(f"The list {name} is deleted. Its flags are where they were.", "success")
    return redirect(url_for("savedviews.list_views"))


def _words() -> list[str]:
    people = get_desk(current_actor(), flagqueue.PAGE, clock.today()).people
    return list(flagqueue.words(flagqueue.wanted_flags(()), people).values())


def _back(query: str) -> str:
    return flagqueue.view_href(query)


def _trail() -> list[Place]:
    return crumbs(("Flags", url_for("flags.list_flags")))
