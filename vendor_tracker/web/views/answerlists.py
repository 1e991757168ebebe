"""The list of answers that wait for somebody."""

from typing import Any

from flask import Blueprint, render_template, request, url_for
from flask.typing import ResponseReturnValue

from vendor_tracker import clock
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.storage.queries.answerlists import (
    SORTS,
    STATES,
    AnswerFilter,
    AnswerPage,
    AnswerRow,
    list_answers,
)
from vendor_tracker.storage.queries.paging import Page
from vendor_tracker.web import lists
from vendor_tracker.web.auth import current_actor, needs
from vendor_tracker.web.navigation import Place

bp = Blueprint("answerlists", __name__, url_prefix="/<organisation_code>")

_WORDS = {
    "review": "To review",
    "returned": "Returned to me",
    "mine": "Assigned to me",
    "overdue": "Overdue",
    "all": "All",
}
# Work that was given to somebody is sorted by its day, what waits for a reviewer by its age.
_BY_DAY = ("mine", "overdue")


@bp.get("/answers", endpoint="list_answers")
@needs(Permission.VIEW)
def show_list() -> ResponseReturnValue:
    """List answers that wait for somebody."""
    wanted = _wanted()
    place = lists.asked(SORTS, _first_sort(wanted))
    found = list_answers(current_actor(), wanted, clock.today(), place)
    return render_template(
        "answers/list.html",
        page=found.page,
        library=found.library,
        wanted=wanted,
        places=_places(found, wanted),
        chips=lists.chips(_chip_words(wanted)),
        place=place,
        lists=lists,
        **lists.neighbours(found.page),
    )


def shown(after: str) -> tuple[Page[AnswerRow], list[str]]:
    """Return a page of the list for a download, and the filters in use in words."""
    wanted = _wanted()
    asked = lists.in_full((_first_sort(wanted), *SORTS), after)
    page = list_answers(current_actor(), wanted, clock.today(), asked).page
    words = [_WORDS[wanted.state], *_chip_words(wanted).values()]
    return page, [word for word in words if word]


def _wanted() -> AnswerFilter:
    """Return which answers the address asks for; what it cannot mean is ignored."""
    given: Any = request.args
    state = given.get("state", "")
    checklist = given.get("checklist", "").strip().upper()
    return AnswerFilter(
        state if state in STATES else "review",
        given.get("q", "").strip(),
        checklist if checklist.isascii() and checklist.isalpha() else "",
    )


def _first_sort(wanted: AnswerFilter) -> str:
    return "due" if wanted.state in _BY_DAY else "answered"


def _places(found: AnswerPage, wanted: AnswerFilter) -> list[Place]:
    """Return the states that answers wait in, each with how many there are."""
    kept: dict[str, Any] = {"q": wanted.text or None, "checklist": wanted.checklist or None}
    places = []
    for state, words in _WORDS.items():
        number = found.counts.get(state)
        label = words if number is None else f"{words} {number:,}"
        href = url_for("answerlists.list_answers", state=state, **kept)
        places.append(Place(label, href, state == wanted.state))
    return places


def _chip_words(wanted: AnswerFilter) -> dict[str, str]:
    return {
        "q": f"“{wanted.text}”" if wanted.text else "",
        "checklist": wanted.checklist,
    }
