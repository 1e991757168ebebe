"""Requests as workbooks: handed out with their instructions, and read as they come back."""

from pathlib import Path
from typing import IO

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.requestplans import RequestPlan, ReturnedFile, plan
from vendor_tracker.domain.requests import time_words
from vendor_tracker.domain.vocabulary import RequestState
from vendor_tracker.domain.wording import count, day
from vendor_tracker.excel.about import About, Fact
from vendor_tracker.excel.properties import Properties
from vendor_tracker.excel.questionnaires import INSTRUCTIONS, returned_file, sheets_of
from vendor_tracker.excel.reader import read_workbook
from vendor_tracker.excel.workbook import write_workbook
from vendor_tracker.storage.queries.requests import RequestPage, get_request

FREEDOM = (
    "We are a public body. We may have to give what you tell us to people who ask. Mark what "
    "must not be given, say why and until when; we then look at it before anything is given."
)
_HOW = (
    ("How to answer", "Fill in the white cells. Rows and sheets may be moved, not hidden."),
    ("Choose", "Where “Your answer” has a list, choose from it; say the rest in your words."),
    (
        "What we hold",
        "Where we hold an answer already, Yes beside it confirms it with a new day.",
    ),
    ("Where you cannot answer", "Leave it empty. An empty row is asked again, never guessed."),
    ("Documents", "One document may answer many questions: name it in each, send it once."),
    ("Nothing about patients", "Figures of groups are welcome, facts about a person are not."),
    ("What becomes of it", "It counts as your word. We accept each answer, or say what is missing"),
    ("Keep a copy", "Any other organisation with this program can bring this workbook in."),
)


def write_questions(actor: Actor, out: IO[bytes], ref: str, *, every: bool = False) -> None:
    """Write the workbook for the supplier: what is with them, or with `every` all of it."""
    actor.must(Permission.VIEW)
    page = get_request(actor, ref)
    if page.state is RequestState.draft:
        raise Refused("Close the list of questions first: until then they may still change.")
    write_page(actor, out, page, every=every)


def write_page(actor: Actor, out: IO[bytes], page: RequestPage, *, every: bool = False) -> None:
    """Write a request that was read before as a workbook."""
    wanted = {line.code for line in (page.lines if every else page.with_them or page.lines)}
    sections = [
        (section, [line for line in lines if line.code in wanted])
        for section, lines in page.sections()
    ]
    sheets = list(sheets_of(name_of(actor, page.reference), [one for one in sections if one[1]]))
    title = page.title
    about = About(
        title, _facts(actor, page, len(wanted)), _HOW, INSTRUCTIONS, ("Instructions", "What to do")
    )
    write_workbook(out, about, sheets, Properties(title, clock.now(), actor.organisation_name))


def read_returned(path: Path, name: str) -> ReturnedFile:
    """Read a workbook that a supplier sent back."""
    return returned_file(read_workbook(path, name=name), name)


def plan_answers(actor: Actor, ref: str, file: ReturnedFile) -> RequestPlan:
    """Return what taking a workbook over would do; nothing changes."""
    actor.must(Permission.LOG)
    page = get_request(actor, ref)
    if not page.is_open:
        raise Refused(f"Nothing can be handed in now: {ref} is {page.state.label.lower()}.")
    return plan(file, name_of(actor, ref), page.lines)


def name_of(actor: Actor, ref: str) -> str:
    """Return what tells a request from those of other organisations."""
    return f"{actor.organisation_code} {ref}"


def _facts(actor: Actor, page: RequestPage, number: int) -> list[Fact]:
    about = page.product.name if page.product else page.supplier.name
    facts: list[Fact] = [
        ("Who asks", actor.organisation_name),
        ("About", about),
        ("Why", page.why or "Not said"),
        ("How much", f"{count(number, 'question')}, {time_words(page.minutes)} for all of it"),
        ("By when", day(page.due_on) if page.due_on else "No day set"),
        ("Who reads the answers", page.readers or "Those who assess it with us"),
        ("Freedom of information", FREEDOM),
        ("Our reference", page.reference),
    ]
    return facts
