"""Two answers for the machine that watches this one."""

from flask import Blueprint
from flask.typing import ResponseReturnValue

from vendor_tracker.storage.queries.readiness import is_ready
from vendor_tracker.web.auth import public

bp = Blueprint("health", __name__)


@bp.get("/healthz")
@public
def show_health() -> ResponseReturnValue:
    """Say that the process answers."""
    return {"status": "ok"}


@bp.get("/readyz")
@public
def show_readiness() -> ResponseReturnValue:
    """Say whether the database answers at the expected revision."""
    ready = is_ready()
    return {"status": "ready" if ready else "not ready"}, 200 if ready else 503
