"""Checklists of our own: publish a version, retire an item, change what it weighs here."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.checklists.checking import MOST_CRITICAL, check_library, criticals
from vendor_tracker.domain.checklists.loading import built_in_codes, library_of
from vendor_tracker.domain.checklists.model import Checklist, Library
from vendor_tracker.domain.checklists.versions import (
    Difference,
    ItemChange,
    compare,
    with_changes,
)
from vendor_tracker.domain.checklists.writing import as_toml
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.rules import RULES_BY_CODE
from vendor_tracker.domain.texts import storable
from vendor_tracker.domain.vocabulary import Severity
from vendor_tracker.domain.wording import listed
from vendor_tracker.services import audit
from vendor_tracker.services.checklistuses import count_answers, must_be_unchanged
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage import statuses
from vendor_tracker.storage.db import session
from vendor_tracker.storage.libraries import load_changes, load_library, load_newest
from vendor_tracker.storage.models import ChecklistChange, ChecklistVersion

# More than any real one: a list that was brought in by mistake is told from a checklist.
MOST_ITEMS = 500
_MOST_MONTHS = 120
# What these begin is a record; whoever reads PRD-12 must know that it is a product.
_TAKEN = frozenset(kind.value for kind in Kind)


@dataclass(frozen=True, slots=True)
class Publishing:
    """What publishing a version would do."""

    checklist: Checklist
    # The version in force before it; empty where there is none.
    before: str
    difference: Difference
    # Answers given here: to what is asked as before, and to what is asked otherwise or no more.
    stay: int
    again: int
    out: int
    fingerprint: str
    # The very same text is published already.
    is_published: bool = False


def look(actor: Actor, checklist: Checklist) -> Publishing:
    """Return what publishing a checklist would do; refuse one that cannot be published."""
    actor.must(Permission.ADMINISTER)
    if checklist.code in built_in_codes():
        raise Refused(
            f"{checklist.code} is a checklist of the program. Give yours another code.",
            field="code",
        )
    if checklist.code in _TAKEN:
        raise Refused(
            f"{checklist.code} is how references of another kind begin, such as "
            f"{checklist.code}-1. Give the checklist another code.",
            field="code",
        )
    _refuse_covered(checklist)
    if not checklist.origin:
        raise Refused(
            "The checklist does not say where it comes from. Add a line such as "
            'origin = "Our digital board" above the first section.'
        )
    if len(checklist.items) > MOST_ITEMS:
        raise Refused(
            f"{checklist.code} has {len(checklist.items):,} items; at most {MOST_ITEMS} can be "
            "asked. Split it into several checklists."
        )
    old = load_newest(actor.organisation_id, checklist.code)
    new = _completed(old, checklist)
    difference = compare(old, new)
    fingerprint = sha256(as_toml(new).encode()).hexdigest()
    is_published = _refuse_version(actor, old, new, fingerprint)
    _refuse_library(actor, new)
    stay, again, out = count_answers(actor, new.code, difference)
    before = old.version if old else ""
    return Publishing(new, before, difference, stay, again, out, fingerprint, is_published)


@transactional
def publish(
    actor: Actor, checklist: Checklist, *, agreed: str | None = None, reason: str = ""
) -> str:
    """Publish a version of an own checklist; return its code.

    `agreed` is the fingerprint of what was looked at: another text is refused.
    """
    found = look(actor, checklist)
    if agreed is not None and agreed != found.fingerprint:
        raise Refused("Something changed since you looked. Look again, then publish it.")
    new = found.checklist
    if found.is_published:
        return new.code
    text = as_toml(new)
    row = {
        "organisation_id": actor.organisation_id,
        "code": new.code,
        "version": new.version,
        "sha256": found.fingerprint,
        "body": text,
        "published_at": clock.now(),
        "is_own": True,
        "published_by": actor.user_id,
        "reason": storable(reason.strip(), "reason"),
    }
    session().execute(sa.insert(ChecklistVersion), [row])
    _tell_all(actor, "publish checklist", f"{new.code} {new.version}")
    return new.code


@transactional
def change_item(
    actor: Actor,
    item: str,
    *,
    is_retired: bool,
    severity: Severity | None,
    months: int | None,
    reason: str,
    version: int | None = None,
) -> None:
    """Say how an item is used here: not at all, or with another severity or validity."""
    actor.must(Permission.ADMINISTER)
    code = item.partition("-")[0]
    found = load_newest(actor.organisation_id, code)
    asked = next((one for one in found.items if one.code == item), None) if found else None
    if found is None or asked is None:
        raise NotFound(item)
    if months is not None and not 1 <= months <= _MOST_MONTHS:
        raise Refused(f"Enter a number of months from 1 to {_MOST_MONTHS}.", field="months")
    if asked.is_covered and (is_retired or severity not in (None, asked.severity)):
        raise Refused(
            f"Rule {asked.covered_by} watches over {item} and says how much it weighs. "
            "Where its gap does not fit a product, waive that with a reason.",
            field="is_retired" if is_retired else "severity",
        )
    made = ItemChange(
        code,
        item,
        is_retired,
        None if severity is asked.severity else severity,
        None if months == asked.validity.months else months,
    )
    must_be_unchanged(actor, code, item, version)
    _change(actor, found, made, reason)


@transactional
def use_checklist(
    actor: Actor, code: str, *, is_used: bool, reason: str, version: int | None = None
) -> None:
    """Take a checklist out of use, or into use again; what was answered stays."""
    actor.must(Permission.ADMINISTER)
    found = load_newest(actor.organisation_id, code)
    if found is None:
        raise NotFound(code)
    must_be_unchanged(actor, code, "", version)
    _change(actor, found, ItemChange(code, is_retired=not is_used), reason)


def _change(actor: Actor, checklist: Checklist, made: ItemChange, reason: str) -> None:
    changes = load_changes(actor.organisation_id, checklist.code)
    if changes.get(made.item, ItemChange(checklist.code, made.item)) == made:
        raise Refused("It is so already.", field="is_retired")
    if not reason.strip():
        raise Refused("Say in a few words why it is changed.", field="reason")
    _refuse_library(actor, checklist, {**changes, made.item: made})
    row = {
        "organisation_id": actor.organisation_id,
        "checklist_code": checklist.code,
        "item_code": made.item,
        "is_retired": made.is_retired,
        "severity": made.severity,
        "months": made.months,
        "reason": storable(reason.strip(), "reason"),
        "changed_at": clock.now(),
        "changed_by": actor.user_id,
    }
    session().execute(sa.insert(ChecklistChange), [row])
    _tell_all(actor, "change checklist", made.item or checklist.code)


def _tell_all(actor: Actor, act: str, subject: str) -> None:
    """Have everything looked at again, and note who did it."""
    statuses.make_all_due(actor.organisation_id, clock.today())
    audit.record_system(actor.name, act, f"{actor.organisation_code} {subject}")


def _refuse_covered(checklist: Checklist) -> None:
    """Refuse items that leave their gap to a rule: what was asked of us must be asked."""
    covered = [item.code for item in checklist.items if item.is_covered]
    if covered:
        raise Refused(
            f"{listed(covered)} would never be asked: “covered_by” leaves "
            f"{'it' if len(covered) == 1 else 'them'} to a rule of the program, which only its "
            "own checklists may do. Take that line out."
        )


def _completed(old: Checklist | None, new: Checklist) -> Checklist:
    """Return a version that remembers every id it no longer uses; refuse one that uses it anew."""
    if old is None:
        return new
    asked = {item.code for item in new.items}
    again = [code for code in old.retired if code in asked]
    if again:
        raise Refused(
            f"{listed(again)} {'was' if len(again) == 1 else 'were'} retired in an earlier "
            "version: give a new question a new id."
        )
    gone = [item.code for item in old.items if item.code not in asked]
    return replace(new, retired=tuple(dict.fromkeys((*old.retired, *gone, *new.retired))))


def _refuse_version(actor: Actor, old: Checklist | None, new: Checklist, digest: str) -> bool:
    """Refuse a version that is taken or too low; tell whether the same is published already."""
    row = ChecklistVersion
    known = session().scalar(
        sa.select(row.sha256).where(
            row.organisation_id == actor.organisation_id,
            row.code == new.code,
            row.version == new.version,
        )
    )
    if known == digest:
        return True
    name = f"{new.code} {new.version}"
    if known is not None:
        raise Refused(
            f"{name} is published with another text, and a published version never changes. "
            "Give this one a higher version.",
            field="version",
        )
    if old is not None and new.number <= old.number:
        raise Refused(
            f"{new.code} {old.version} is in force. Give this one a higher version than that.",
            field="version",
        )
    return False


def _refuse_library(
    actor: Actor, new: Checklist, changes: Mapping[str, ItemChange] | None = None
) -> None:
    """Refuse what could not stand beside the other checklists."""
    if changes is None:
        changes = load_changes(actor.organisation_id, new.code)
    used = with_changes(new, changes)
    others = load_library(actor.organisation_id).checklists
    kept = [one for one in others if one.code != new.code]
    library = library_of([*kept, *([used] if used else [])])
    _refuse_criticals(library, new.code)
    faults = check_library(library, RULES_BY_CODE)
    if faults:
        raise Refused(" ".join(faults))


def _refuse_criticals(library: Library, code: str) -> None:
    for gate, number in criticals(library).items():
        if number > MOST_CRITICAL:
            which = [
                item.code
                for item in library.of_gate(gate)
                if item.severity is Severity.critical and item.checklist == code
            ]
            raise Refused(
                f"{gate.label} would have {number} critical items, and at most {MOST_CRITICAL} "
                f"can stop a purchase. Make some of these major: {listed(which)}.",
                field="severity",
            )
