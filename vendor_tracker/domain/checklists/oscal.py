"""Read a catalogue of controls in OSCAL's JSON as a checklist: groups are sections."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from vendor_tracker.domain.checklists.foreign import NamedPlaces, Wanted, flat, item_ids
from vendor_tracker.domain.checklists.loading import read_checklist
from vendor_tracker.domain.checklists.model import Checklist
from vendor_tracker.domain.checklists.places import ChecklistFault

_MOST_LETTERS = 5_000_000
_DEEPEST = 20
_NUMBER = re.compile(r"(\d{1,3})(?:\.(\d{1,3}))?")
_LINK = re.compile(r"\[([^\]]*)\]\(([^)\s]*)\)")
_BLANK = re.compile(r"\{\{\s*insert:\s*param,\s*([^}\s]+)\s*\}\}")
# What guidance is about, by a word of its title or of its name.
_GUIDANCE = {"measures": "counts", "objective": "counts", "matters": "why", "guidance": "why"}


@dataclass(frozen=True, slots=True)
class _Control:
    section: str
    where: str
    ref: str
    texts: Mapping[str, str]


def read_oscal(text: str, name: str, wanted: Wanted, old: Checklist | None = None) -> Checklist:
    """Return the controls of a catalogue as items; raise ChecklistFault where it cannot be."""
    catalogue = _catalogue(text, name)
    about = _table(catalogue, "metadata", name)
    controls = list(_of_group(catalogue, "", name, 0))
    if not controls:
        raise ChecklistFault([f"{name}: the catalogue holds no controls."])
    version = str(about.get("version", ""))
    title = wanted.title or _title(str(about.get("title", "")) or name, wanted.code, version)
    given = {
        "code": wanted.code,
        "version": wanted.version or _version(version),
        "title": title,
        "intro": f"The controls of {title}{f', {version}' if version else ''}, "
        "as its publisher wrote them.",
        "origin": wanted.origin or _origin(about, title, version),
        "sections": _sections(controls, wanted, old),
    }
    return read_checklist(given, NamedPlaces(name, [one.where for one in controls]))


def _catalogue(text: str, name: str) -> Mapping[str, Any]:
    if len(text) > _MOST_LETTERS:
        raise ChecklistFault([f"{name}: this catalogue is too long; at most 5 MB are read."])
    try:
        found = json.loads(text)
    except json.JSONDecodeError as error:
        words = f"{name}, line {error.lineno}: this is not JSON: {error.msg}."
        raise ChecklistFault([words]) from error
    except RecursionError as error:
        raise ChecklistFault([f"{name}: lists within lists go too deep."]) from error
    except ValueError as error:
        # Python reads no whole number of more than some thousand digits.
        raise ChecklistFault([f"{name}: a number in it is too long to be read."]) from error
    if not isinstance(found, dict) or "catalog" not in found:
        raise ChecklistFault(
            [f'{name}: this is JSON, but no OSCAL catalogue: it has no "catalog" at its top.']
        )
    return _table(found, "catalog", name)


def _of_group(
    group: Mapping[str, Any], section: str, name: str, depth: int, params: Mapping[str, str] = {}
) -> Iterator[_Control]:
    """Yield the controls of a group, then those of the groups within it."""
    if depth > _DEEPEST:
        raise ChecklistFault([f"{name}: groups within groups go too deep."])
    known = {**params, **_params(group, name)}
    for control in _tables(group, "controls", name):
        yield _control(control, section or "Controls", name, {**known, **_params(control, name)})
        yield from _of_group(control, section, name, depth + 1, known)
    for inner in _tables(group, "groups", name):
        title = _words(inner, "title", name)
        yield from _of_group(inner, f"{section}: {title}" if section else title, name, depth + 1)


def _control(
    given: Mapping[str, Any], section: str, name: str, params: Mapping[str, str]
) -> _Control:
    where = f"control {_words(given, 'id', name)}"
    title = _words(given, "title", name)
    texts = {"question": "", "why": "", "counts": ""}
    for part in _tables(given, "parts", name):
        prose = _filled(flat(_prose(part, name, 0)), params)
        if part.get("name") == "statement":
            texts["question"] = prose
            continue
        about = f"{part.get('title', '')} {part.get('name', '')}".lower()
        key = next((key for word, key in _GUIDANCE.items() if word in about), "")
        if key and prose:
            texts[key] = f"{texts[key]} {prose}".strip()
    statement = texts["question"]
    texts["question"] = f"{title}: {statement}" if title and statement else title or statement
    return _Control(section, where, _label(given, name), texts)


def _prose(part: Mapping[str, Any], name: str, depth: int) -> str:
    if depth > _DEEPEST:
        raise ChecklistFault([f"{name}: parts within parts go too deep."])
    inner = [_prose(one, name, depth + 1) for one in _tables(part, "parts", name)]
    own = part.get("prose", "")
    points = [f"- {text}" for text in inner if text]
    return "\n".join([own if isinstance(own, str) else "", *points]).strip()


def _label(given: Mapping[str, Any], name: str) -> str:
    labels = [p.get("value") for p in _tables(given, "props", name) if p.get("name") == "label"]
    found = labels[0] if labels else given.get("id", "")
    return found if isinstance(found, str) else ""


def _params(given: Mapping[str, Any], name: str) -> dict[str, str]:
    return {
        str(one.get("id", "")): str(one.get("label", "as chosen"))
        for one in _tables(given, "params", name)
    }


def _filled(text: str, params: Mapping[str, str]) -> str:
    return _BLANK.sub(lambda found: f"[{params.get(found[1], 'as chosen')}]", text)


def _sections(
    controls: list[_Control], wanted: Wanted, old: Checklist | None
) -> list[dict[str, Any]]:
    ids = item_ids(wanted.code, [one.ref for one in controls], old)
    sections: dict[str, list[dict[str, str]]] = {}
    for code, one in zip(ids, controls, strict=True):
        gate = {"gate": wanted.gate} if wanted.gate else {}
        sections.setdefault(one.section, []).append(
            {"id": code, "ref": one.ref, **one.texts, **gate}
        )
    return [{"title": title, "items": items} for title, items in sections.items()]


def _title(title: str, code: str, version: str) -> str:
    """Return a title without the version at its end and the code at its beginning."""
    found = " ".join(title.split())
    if version:
        found = found.removesuffix(version).rstrip(" -–,") or found
    return found.removeprefix(f"{code} - ").strip() or found


def _version(text: str) -> str:
    found = _NUMBER.search(text)
    return f"{int(found[1])}.{int(found[2] or 0)}" if found else "1.0"


def _origin(about: Mapping[str, Any], title: str, version: str) -> str:
    remarks = about.get("remarks", "")
    said = _LINK.sub(r"\1 (\2)", remarks) if isinstance(remarks, str) else ""
    name = f"{title}, {version}" if version else title
    return flat(f"{name}. {said}")


def _words(given: Mapping[str, Any], key: str, name: str) -> str:
    found = given.get(key, "")
    if not isinstance(found, str):
        raise ChecklistFault([f'{name}: a "{key}" is not text.'])
    return " ".join(found.split())


def _table(given: Mapping[str, Any], key: str, name: str) -> Mapping[str, Any]:
    found = given.get(key)
    if not isinstance(found, dict):
        raise ChecklistFault([f'{name}: "{key}" is missing, or is not a group of fields.'])
    return found


def _tables(given: Mapping[str, Any], key: str, name: str) -> list[Mapping[str, Any]]:
    found = given.get(key, [])
    if not isinstance(found, list) or not all(isinstance(one, dict) for one in found):
        raise ChecklistFault([f'{name}: "{key}" is not a list of groups of fields.'])
    return found
