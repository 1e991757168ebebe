"""Signing in and out, one-time links, and one's own account."""

from flask import Blueprint, current_app, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.errors import Refused
from vendor_tracker.services import demonstrations, sessions, users
from vendor_tracker.storage.queries.users import list_organisations_of
from vendor_tracker.web import auth
from vendor_tracker.web.auth import current_person, public, signed_in
from vendor_tracker.web.forms.accounts import ChangePasswordForm, NewPasswordForm, SignInForm

bp = Blueprint("accounts", __name__)


@bp.get("/")
@signed_in
def choose_organisation() -> ResponseReturnValue:
    """Go on to the organisation of the reader, or let them choose."""
    places = list_organisations_of(current_person().user_id, clock.today())
    if len(places) == 1:
        return redirect(url_for("home.show_home", organisation_code=places[0][0]))
    return render_template("accounts/organisations.html", places=places)


@bp.route("/sign-in", methods=["GET", "POST"])
@public
def sign_in() -> ResponseReturnValue:
    """Sign in."""
    form = SignInForm.from_request(next=request.args.get("next", ""))
    if form.submitted():
        try:
            key = sessions.sign_in(
                form.email.data or "", form.password.data or "", request.remote_addr or ""
            )
            auth.keep_key(key)
            return redirect(
                auth.safe_path(form.next.data) or url_for("accounts.choose_organisation")
            )
        except Refused as refusal:
            form.show(refusal)
    roles = demonstrations.ROLES if _is_demonstration() else ()
    return render_template("accounts/sign_in.html", form=form, roles=roles), (
        422 if form.errors else 200
    )


@bp.post("/try/<role>")
@public
def try_role(role: str) -> ResponseReturnValue:
    """Enter the demonstration in one of its roles."""
    if not _is_demonstration():
        from vendor_tracker.web import errors

        return errors.page(404)
    auth.keep_key(demonstrations.enter(role))
    return redirect(url_for("accounts.choose_organisation"))


@bp.post("/sign-out")
@signed_in
def sign_out() -> ResponseReturnValue:
    """Sign out."""
    key = auth.forget_key()
    if key:
        sessions.sign_out(key)
    flash("You are signed out.", "success")
    return redirect(url_for("accounts.sign_in"))


@bp.route("/link/<token>", methods=["GET", "POST"])
@public
def use_link(token: str) -> ResponseReturnValue:
    """Set a password by a one-time link; looking at it does not spend it."""
    if not users.link_is_good(token):
        return render_template("accounts/link_spent.html"), 404
    form = NewPasswordForm.from_request()
    if form.submitted():
        try:
            auth.keep_key(users.spend_link(token, form.password.data or ""))
            return redirect(url_for("accounts.choose_organisation"))
        except Refused as refusal:
            form.show(refusal)
    return render_template("accounts/link.html", form=form), 422 if form.errors else 200


@bp.route("/account", methods=["GET", "POST"])
@signed_in
def show_account() -> ResponseReturnValue:
    """Show one's account and change the password."""
    form = ChangePasswordForm.from_request()
    person = current_person()
    if form.submitted():
        try:
            users.change_password(
                person.user_id, form.old_password.data or "", form.password.data or ""
            )
            flash("The password is changed. Sign in with the new one.", "success")
            return redirect(url_for("accounts.sign_in"))
        except Refused as refusal:
            form.show(refusal)
    places = list_organisations_of(person.user_id, clock.today())
    return render_template(
        "accounts/show.html", form=form, person=person, places=places
    ), 422 if form.errors else 200


def _is_demonstration() -> bool:
    return bool(current_app.extensions["settings"].demonstration)
