"""Read checklists from their files; every fault is told with its file, line and cause."""

import re
import tomllib
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from importlib import resources
from typing import Any

from vendor_tracker.domain.checklists.entries import Entry, Say
from vendor_tracker.domain.checklists.model import Checklist, Item, Library, Section
from vendor_tracker.domain.checklists.places import ChecklistFault, Places
from vendor_tracker.domain.wording import listed

# The order in which people meet them; others follow by their code.
ORDER = ("CORE", "BIZ", "ESF", "DTA", "SAF", "TRA", "BIA", "CST", "REL", "CUL", "PDM", "GEN")
_HEAD = {
    "code": r"[A-Z]{2,6}",
    "version": r"[0-9]{1,3}\.[0-9]{1,3}",
    "title": r".+",
    "intro": r"(?s:.+)",
}
_TEXT = r"(?s:.+)"
_AS = {"code": "two to six capital letters", "version": "a number such as 1.0"}
_TOP = frozenset({*_HEAD, "retired", "sections", "origin"})
_SECTION = frozenset({"title", "items"})
_NUMBER = re.compile(r"[0-9]{2,3}")
_SYNTAX = re.compile(r"^(?P<cause>.*?) \(at (?:line (?P<line>\d+), .*|end of document)\)$")


def parse_checklist(text: str, name: str) -> Checklist:
    """Read one checklist; raise ChecklistFault with all that is wrong in it."""
    try:
        given = tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise ChecklistFault([_syntax(error, name, text)]) from error
    except RecursionError as error:
        raise ChecklistFault([f"{name}, line 1: lists within lists go too deep."]) from error
    except ValueError as error:
        # Python reads no whole number of more than some thousand digits.
        raise ChecklistFault([f"{name}, line 1: a number in it is too long to be read."]) from error
    return read_checklist(given, Places(name, text))


def read_checklist(given: Mapping[str, Any], places: Places) -> Checklist:
    """Return a checklist from its tables; raise ChecklistFault with all that is wrong in it."""
    checklist = _checklist(given, places)
    if places.faults:
        raise ChecklistFault(places.faults)
    return checklist


def read_library(texts: Iterable[tuple[str, str]]) -> Library:
    """Read checklists, each with the name of its file, in the order in which people meet them."""
    found: list[Checklist] = []
    faults: list[str] = []
    for name, text in texts:
        try:
            found.append(parse_checklist(text, name))
        except ChecklistFault as fault:
            faults += fault.faults
    if faults:
        raise ChecklistFault(faults)
    return library_of(found)


def library_of(checklists: Iterable[Checklist]) -> Library:
    """Return checklists in the order in which people meet them."""
    return Library(tuple(sorted(checklists, key=_order)))


def built_in() -> tuple[tuple[str, str], ...]:
    """Return the checklists that come with the program: name of the file, and its text."""
    folder = resources.files("vendor_tracker.domain.checklists").joinpath("data")
    files = [entry for entry in folder.iterdir() if entry.name.endswith(".toml")]
    return tuple(
        (entry.name, entry.read_text("utf-8")) for entry in sorted(files, key=lambda e: e.name)
    )


@cache
def built_in_codes() -> frozenset[str]:
    """Return the codes of the checklists that come with the program."""
    return frozenset(parse_checklist(text, name).code for name, text in built_in())


def _order(checklist: Checklist) -> tuple[int, str]:
    known = checklist.code in ORDER
    return (ORDER.index(checklist.code) if known else len(ORDER), checklist.code)


def _syntax(error: tomllib.TOMLDecodeError, name: str, text: str) -> str:
    found = _SYNTAX.match(str(error))
    line = int(found["line"]) if found and found["line"] else max(1, len(text.splitlines()))
    cause = found["cause"] if found else str(error)
    return f"{name}, line {line}: this is not TOML: {cause}."


def _checklist(given: Mapping[str, Any], places: Places) -> Checklist:
    for key in given:
        if key not in _TOP:
            words = f'"{key}" is not known here; known: {listed(sorted(_TOP))}.'
            places.say(places.of_key(key), words)
    head = {key: _head(given, key, places) for key in _HEAD}
    origin = _head(given, "origin", places) if "origin" in given else ""
    retired = _retired(given, places)
    sections = tuple(_sections(given, (head["code"], origin), places))
    _refuse_used_twice(given, retired, places)
    return Checklist(**head, sections=sections, retired=retired, origin=origin)


def _head(given: Mapping[str, Any], key: str, places: Places) -> str:
    value = given.get(key)
    if value is None:
        places.say(places.of_top(), f'The checklist has no "{key}".')
    elif not isinstance(value, str) or not re.fullmatch(_HEAD.get(key, _TEXT), value.strip()):
        places.say(places.of_key(key), f'"{key}" must be {_AS.get(key, "text")}.')
    else:
        return value.strip()
    return ""


def _retired(given: Mapping[str, Any], places: Places) -> tuple[str, ...]:
    value = given.get("retired", [])
    if not isinstance(value, list) or not all(isinstance(code, str) for code in value):
        places.say(places.of_key("retired"), '"retired" must be a list of item ids.')
        return ()
    return tuple(value)


def _sections(
    given: Mapping[str, Any], whose: tuple[str, str], places: Places
) -> Iterator[Section]:
    tables = _tables(given.get("sections"))
    if not tables:
        places.say(places.of_key("sections"), "The checklist has no sections with items.")
        return
    position = 0
    for table in tables:
        first = places.of_item(position, "")
        title = table.get("title")
        if not isinstance(title, str) or not title.strip():
            places.say(first, 'The section of this item has no "title".')
            title = ""
        for key in sorted(set(table) - _SECTION):
            places.say(first, f'The section “{title}” has a key "{key}" that is not known.')
        entries = _tables(table.get("items"))
        if not entries:
            places.say(first, f"The section “{title}” has no items.")
        read = [
            _item(entry, (*whose, title.strip()), position + number, places)
            for number, entry in enumerate(entries)
        ]
        position += len(entries)
        yield Section(title.strip(), tuple(item for item in read if item is not None))


def _tables(value: Any) -> list[dict[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(entry, dict) for entry in value):
        return []
    return value


def _item(
    given: Mapping[str, Any], within: tuple[str, str, str], position: int, places: Places
) -> Item | None:
    checklist, origin, section = within
    code = given.get("id", "")
    named = code if isinstance(code, str) and code else f"Item {position + 1}"

    def say(key: str, cause: str) -> None:
        places.say(places.of_item(position, str(code), key), f"{named} {cause}.")

    _refuse_id(given, checklist, say)
    return Entry(given, say, is_own=bool(origin)).item(checklist, section)


def _refuse_id(given: Mapping[str, Any], checklist: str, say: Say) -> None:
    if "id" not in given:
        say("id", 'has no "id"')
        return
    code = given["id"]
    if not isinstance(code, str) or not code.startswith(f"{checklist}-"):
        say("id", f"does not begin with {checklist}-, the code of its checklist")
    elif not _NUMBER.fullmatch(code.removeprefix(f"{checklist}-")):
        say("id", f"needs a number of two digits after {checklist}-")


def _refuse_used_twice(given: Mapping[str, Any], retired: tuple[str, ...], places: Places) -> None:
    seen: set[str] = set()
    entries = (e for s in _tables(given.get("sections")) for e in _tables(s.get("items")))
    for position, entry in enumerate(entries):
        code = entry.get("id")
        if not isinstance(code, str):
            continue
        line = places.of_item(position, code)
        if code in seen:
            places.say(line, f"{code} is used twice.")
        if code in retired:
            places.say(line, f"{code} is retired: give a new question a new id.")
        seen.add(code)
