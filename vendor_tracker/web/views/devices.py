"""Pages about a product as a medical device."""

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.errors import Refused, RefusedMany
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.services import devices, settings
from vendor_tracker.storage.queries.devices import get_device
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.forms.devices import DeviceForm, device_values
from vendor_tracker.web.tabs import product_crumbs

bp = Blueprint("devices", __name__, url_prefix="/<organisation_code>/products")


@bp.get("/<ref>/device")
@needs(Permission.VIEW)
def show_device(ref: str) -> ResponseReturnValue:
    """Show what is known of a product as a device."""
    device = get_device(current_actor(), ref)
    return render_template(
        "devices/show.html",
        device=device,
        head=device.head,
        limits=settings.limits(current_actor().organisation_id),
        breadcrumbs=product_crumbs(device.head),
    )


@bp.route("/<ref>/device/update", methods=["GET", "POST"])
@needs(Permission.LOG)
def update_device(ref: str) -> ResponseReturnValue:
    """Note what we looked up about a product as a device."""
    device = get_device(current_actor(), ref)
    form = DeviceForm.from_request(**device_values(device))
    if form.submitted():
        try:
            devices.save_device(current_actor(), ref, version=form.read_version(), **form.answers())
            flash(f"What is known of {ref} as a device was saved.", "success")
            return redirect(url_for("devices.show_device", ref=ref))
        except (Refused, RefusedMany) as refusal:
            form.show(refusal)
    limits = settings.limits(current_actor().organisation_id)
    values = {"form": form, "device": device, "head": device.head, "limits": limits}
    page = render_template("devices/form.html", breadcrumbs=product_crumbs(device.head), **values)
    return page, 422 if form.errors else 200
