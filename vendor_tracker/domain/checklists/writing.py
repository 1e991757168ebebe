"""Write a checklist as TOML: what is read from it again is the same checklist."""

import json
from collections.abc import Iterator
from dataclasses import asdict

from vendor_tracker.domain.checklists.model import Checklist, Item
from vendor_tracker.domain.vocabulary import AnswerKind

_TEXTS = ("question", "why", "counts", "not_enough", "example")
_CODED = ("about", "answered_by", "gate", "severity", "discipline")


def as_toml(checklist: Checklist) -> str:
    """Return the text of a checklist; the same checklist always gives the same text."""
    return "\n".join(_lines(checklist)) + "\n"


def _lines(checklist: Checklist) -> Iterator[str]:
    for key in ("code", "version", "title", "intro"):
        yield f"{key} = {_text(getattr(checklist, key))}"
    if checklist.origin:
        yield f"origin = {_text(checklist.origin)}"
    yield f"retired = {_list(checklist.retired)}"
    for section in checklist.sections:
        yield "\n[[sections]]"
        yield f"title = {_text(section.title)}"
        for item in section.items:
            yield "\n[[sections.items]]"
            yield from _item(item)


def _item(item: Item) -> Iterator[str]:
    yield f"id = {_text(item.code)}"
    for key in _TEXTS:
        yield f"{key} = {_text(getattr(item, key))}"
    for key in _CODED:
        yield f"{key} = {_text(getattr(item, key).value)}"
    for key in ("ask", "covered_by", "ref"):
        if getattr(item, key):
            yield f"{key} = {_text(getattr(item, key))}"
    if item.kind is not AnswerKind.state:
        yield f"answer = {_text(item.kind.value)}"
    if item.options:
        yield f"options = {_list(item.options)}"
    yield f"validity = {{ {', '.join(_validity(item))} }}"
    yield f"when = {_text(item.when.text)}"
    yield f"sources = {_list(item.sources)}"


def _validity(item: Item) -> Iterator[str]:
    for key, value in asdict(item.validity).items():
        if value:
            yield f"{key} = {_text(value) if isinstance(value, str) else json.dumps(value)}"


def _list(texts: tuple[str, ...]) -> str:
    return f"[{', '.join(_text(one) for one in texts)}]"


def _text(value: str) -> str:
    # The escapes of JSON are those of TOML, but for one character that JSON leaves as it is.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007F")
