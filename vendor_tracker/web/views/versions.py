"""Pages about versions of products."""

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.services import versions
from vendor_tracker.storage.queries.products import get_product_head
from vendor_tracker.storage.queries.staleness import get_staleness
from vendor_tracker.storage.queries.versions import get_version
from vendor_tracker.web.archiving import bring_back, put_away
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.versions import RecheckForm, VersionForm
from vendor_tracker.web.making import make_once
from vendor_tracker.web.navigation import crumbs
from vendor_tracker.web.tabs import product_crumbs

bp = Blueprint("versions", __name__, url_prefix="/<organisation_code>")


@bp.get("/products/<ref>/versions")
@needs(Permission.VIEW)
def list_product_versions(ref: str) -> ResponseReturnValue:
    """List the versions of a product."""
    head = get_product_head(current_actor(), ref)
    return render_template("versions/list.html", head=head, breadcrumbs=product_crumbs(head))


@bp.get("/versions/<ref>")
@needs(Permission.VIEW)
def show_version(ref: str) -> ResponseReturnValue:
    """Show one version."""
    version = get_version(current_actor(), ref)
    head = get_product_head(current_actor(), version.product)
    trail = product_crumbs(head)
    return render_template("versions/show.html", version=version, head=head, breadcrumbs=trail)


@bp.get("/versions/<ref>/stale")
@needs(Permission.VIEW)
def show_stale(ref: str) -> ResponseReturnValue:
    """Show what was made for older versions, and what to do about each."""
    version = get_version(current_actor(), ref)
    head = get_product_head(current_actor(), version.product)
    trail = product_crumbs(head) + crumbs(
        (f"Version {version.name}", url_for("versions.show_version", ref=ref))
    )
    stale = get_staleness(current_actor(), ref)
    return render_template(
        "versions/stale.html", version=version, head=head, stale=stale, breadcrumbs=trail
    )


@bp.route("/versions/add", methods=["GET", "POST"])
@needs(Permission.LOG)
def add_version() -> ResponseReturnValue:
    """Add a version of a product."""
    product = request.args.get("product", "")
    head = get_product_head(current_actor(), product)
    form = VersionForm.for_new()
    if form.submitted():
        try:
            make_once(form, "was added", versions.add_version, product, **form.answers())
            return redirect(url_for("versions.list_product_versions", ref=product))
        except Refused as refusal:
            form.show(refusal)
    values = {"form": form, "head": head, "title": f"Add a version of {head.name}"}
    page = render_template("versions/form.html", breadcrumbs=product_crumbs(head), **values)
    return page, 422 if form.errors else 200


@bp.route("/versions/<ref>/update", methods=["GET", "POST"])
@needs(Permission.LOG)
def update_version(ref: str) -> ResponseReturnValue:
    """Change a version."""
    version = get_version(current_actor(), ref)
    head = get_product_head(current_actor(), version.product)
    shown = ("version", "name", "released_on", "in_use_from", "changes")
    form = VersionForm.from_request(**{name: getattr(version, name) for name in shown})
    if form.submitted():
        try:
            versions.change_version(
                current_actor(), ref, version=form.read_version(), **form.answers()
            )
            flash(f"{ref} was saved.", "success")
            return redirect(url_for("versions.show_version", ref=ref))
        except Refused as refusal:
            form.show(refusal)
    values = {"form": form, "head": head, "title": f"Change version {version.name}"}
    page = render_template("versions/form.html", breadcrumbs=product_crumbs(head), **values)
    return page, 422 if form.errors else 200


@bp.route("/versions/<ref>/recheck", methods=["GET", "POST"])
@needs(Permission.LOG)
def recheck_version(ref: str) -> ResponseReturnValue:
    """Note that a version was looked at again after it came into use."""
    version = get_version(current_actor(), ref)
    head = get_product_head(current_actor(), version.product)
    shown = ("version", "rechecked_on", "rechecked_by", "recheck_note")
    form = RecheckForm.from_request(**{name: getattr(version, name) for name in shown})
    if form.submitted():
        try:
            versions.recheck_version(
                current_actor(), ref, version=form.read_version(), **form.answers()
            )
            flash(f"{ref} was looked at again: saved.", "success")
            return redirect(url_for("versions.show_version", ref=ref))
        except Refused as refusal:
            form.show(refusal)
    values = {"form": form, "head": head, "version": version}
    page = render_template("versions/recheck.html", breadcrumbs=product_crumbs(head), **values)
    return page, 422 if form.errors else 200


@bp.route("/versions/<ref>/archive", methods=["GET", "POST"])
@needs(Permission.LOG)
def archive_version(ref: str) -> ResponseReturnValue:
    """Put a version away with a reason."""
    version = get_version(current_actor(), ref)
    trail = product_crumbs(get_product_head(current_actor(), version.product))
    return put_away(
        ref,
        f"version {version.name}",
        versions.archive_version,
        version=version.version,
        to="versions.show_version",
        trail=trail,
    )


@bp.post("/versions/<ref>/restore")
@needs(Permission.LOG)
def restore_version(ref: str) -> ResponseReturnValue:
    """Bring a version back."""
    return bring_back(ref, versions.restore_version, to="versions.show_version")
