"""Where browsers look for the picture of a tab when no page has told them."""

from flask import Blueprint, redirect
from flask.typing import ResponseReturnValue

from vendor_tracker.web.assets import asset
from vendor_tracker.web.auth import public

bp = Blueprint("icons", __name__)


@bp.get("/favicon.ico")
@public
def show_icon() -> ResponseReturnValue:
    """Lead to the picture."""
    return redirect(asset("icon.svg"))
