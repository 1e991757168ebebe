"""People of an organisation and their roles."""

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.names import name_key
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.vocabulary import Role
from vendor_tracker.services import users
from vendor_tracker.storage.queries.users import Member, list_members
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.base import Form
from vendor_tracker.web.forms.users import SkillsForm, UserForm
from vendor_tracker.web.navigation import crumbs

bp = Blueprint("users", __name__, url_prefix="/<organisation_code>/people")


@bp.get("")
@needs(Permission.ADMINISTER)
def list_users() -> ResponseReturnValue:
    """List the people of the organisation."""
    members = list_members(current_actor())
    return render_template("users/list.html", members=members, roles=Role, form=Form())


@bp.route("/add", methods=["GET", "POST"])
@needs(Permission.ADMINISTER)
def add_user() -> ResponseReturnValue:
    """Give a person a role and show the link that sets their password."""
    form = UserForm.from_request(role=Role.officer)
    if form.submitted():
        try:
            token = users.add_user(current_actor(), **form.answers())
            if token:
                return _show_link(str(form.email.data), token)
            flash(f"{form.email.data} signs in with the password they have already.", "success")
            return redirect(url_for("users.list_users"))
        except Refused as refusal:
            form.show(refusal)
    trail = crumbs(("People", url_for("users.list_users")))
    return render_template("users/add.html", form=form, roles=Role, breadcrumbs=trail), (
        422 if form.errors else 200
    )


@bp.route("/<email>/waivers", methods=["GET", "POST"])
@needs(Permission.ADMINISTER)
def choose_disciplines(email: str) -> ResponseReturnValue:
    """Say for which skills a person may agree to waivers."""
    member = _member(email)
    form = SkillsForm.from_request(disciplines=[one.value for one in member.disciplines])
    if form.submitted():
        users.set_disciplines(current_actor(), member.email, form.chosen())
        flash(f"What {member.name} may agree to was saved.", "success")
        return redirect(url_for("users.list_users"))
    trail = crumbs(("People", url_for("users.list_users")))
    return render_template("users/disciplines.html", form=form, member=member, breadcrumbs=trail), (
        422 if form.errors else 200
    )


@bp.post("/<email>/link")
@needs(Permission.ADMINISTER)
def renew_link(email: str) -> ResponseReturnValue:
    """Make a new link for a person; earlier ones stop working."""
    try:
        return _show_link(email, users.renew_link(current_actor(), email))
    except Refused as refusal:
        flash(refusal.message)
    return redirect(url_for("users.list_users"))


@bp.post("/<email>/disable")
@needs(Permission.ADMINISTER)
def disable_user(email: str) -> ResponseReturnValue:
    """End a person's access at once."""
    try:
        users.disable_user(current_actor(), email)
        flash(f"{email} has no access any more. What they wrote stays.", "success")
    except Refused as refusal:
        flash(refusal.message)
    return redirect(url_for("users.list_users"))


def _member(email: str) -> Member:
    found = (one for one in list_members(current_actor()) if name_key(one.email) == name_key(email))
    member = next(found, None)
    if member is None:
        raise NotFound(email)
    return member


def _show_link(email: str, token: str) -> ResponseReturnValue:
    base = current_app.extensions["settings"].base_url
    trail = crumbs(("People", url_for("users.list_users")))
    link = f"{base}/link/{token}"
    return render_template("users/link.html", email=email, link=link, breadcrumbs=trail)
