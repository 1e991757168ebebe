"""The documents that rules and items rest on: which edition, who read it, what hangs on it."""

from collections.abc import Sequence
from typing import NamedTuple

from flask import Blueprint, render_template
from flask.typing import ResponseReturnValue

from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.sources import CHAPTER_TITLE
from vendor_tracker.domain.sourceuses import NOT_VERIFIED, SourceUse
from vendor_tracker.storage.queries.sources import list_source_uses
from vendor_tracker.web.auth import current_actor, needs

bp = Blueprint("sources", __name__, url_prefix="/<organisation_code>")


class SourcePage(NamedTuple):
    """All of them: there is never a further page."""

    rows: Sequence[SourceUse]
    after: str = ""


@bp.get("/sources")
@needs(Permission.VIEW)
def list_sources() -> ResponseReturnValue:
    """List the documents that rules and items rest on."""
    uses = list_source_uses(current_actor())
    documents = [use for use in uses if not use.is_statement]
    return render_template(
        "sources/list.html",
        documents=documents,
        statements=[use for use in uses if use.is_statement],
        read=sum(use.source.is_checked for use in documents),
        chapter=CHAPTER_TITLE,
        not_verified=NOT_VERIFIED,
    )


def shown(_after: str) -> tuple[SourcePage, list[str]]:
    """Return the whole list for a download; it has no filters."""
    return SourcePage(list_source_uses(current_actor())), []
