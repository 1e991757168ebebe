"""Put a record away with a reason, and bring it back: the same two steps for every kind."""

from collections.abc import Callable, Sequence

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.errors import Refused
from vendor_tracker.web.auth import current_actor
from vendor_tracker.web.forms.base import ArchiveForm
from vendor_tracker.web.navigation import Place


def put_away(
    ref: str,
    name: str,
    archive: Callable[..., None],
    *,
    version: int,
    to: str,
    trail: Sequence[Place],
) -> ResponseReturnValue:
    """Ask why a record is put away, and do so; then show it on its own page."""
    form = ArchiveForm.from_request(version=version)
    if form.submitted():
        try:
            archive(current_actor(), ref, version=form.read_version(), **form.answers())
            flash(f"{ref} was put away. It stays in the history.", "success")
            return redirect(url_for(to, ref=ref))
        except Refused as refusal:
            form.show(refusal)
    return render_template(
        "records/archive.html", form=form, ref=ref, name=name, breadcrumbs=trail
    ), 422 if form.errors else 200


def bring_back(
    ref: str, restore: Callable[..., None], *, to: str, version: int | None = None
) -> ResponseReturnValue:
    """Bring a record back, and show it on its own page."""
    restore(current_actor(), ref, version=version)
    flash(f"{ref} is back.", "success")
    return redirect(url_for(to, ref=ref))
