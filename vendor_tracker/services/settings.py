"""The numbers of the rules as they hold for one organisation, and how they are changed."""

from dataclasses import replace
from datetime import date
from typing import Any

import sqlalchemy as sa

from vendor_tracker import clock
from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.errors import NotFound, Refused
from vendor_tracker.domain.permissions import Permission
from vendor_tracker.domain.rules import RULES_BY_CODE
from vendor_tracker.domain.settings import SEVERITY_KEY, Limits, Value, limits_from
from vendor_tracker.domain.settings import Setting as Words
from vendor_tracker.domain.settings import settings as all_settings
from vendor_tracker.domain.texts import storable
from vendor_tracker.domain.vocabulary import Coded, Severity
from vendor_tracker.domain.wording import day
from vendor_tracker.services import audit
from vendor_tracker.services.transaction import transactional
from vendor_tracker.storage import statuses
from vendor_tracker.storage.db import session
from vendor_tracker.storage.models import Setting

_WORDS: dict[str, Words] = {words.key: words for words in all_settings()}
# Forms and rules that bind us today changed, or will change, between these days.
_FIRST_DAY, _LAST_DAY = date(2015, 1, 1), date(2050, 12, 31)
# Not a number: the state of the program's own rules when everything was last put down as due.
_RULES = "rules"


# Put together once: every write that is followed by a look at flags asks for them.
_IN_FORCE = (
    sa.select(Setting.key, Setting.value)
    .where(
        Setting.organisation_id == sa.bindparam("organisation_id"),
        Setting.valid_from <= sa.bindparam("on"),
        Setting.key != _RULES,
    )
    .order_by(Setting.valid_from, Setting.id)
)


def limits(organisation_id: int, on: date | None = None) -> Limits:
    """Return the numbers that hold on a day; what was never set keeps its default."""
    given = {"organisation_id": organisation_id, "on": on or clock.today()}
    rows = session().connection().execute(_IN_FORCE, given)
    return limits_from({row[0]: row[1] for row in rows})


@transactional
def save_setting(actor: Actor, key: str, value: Value, reason: str) -> None:
    """Set a number or day of the rules from today on; everything is looked at again with it."""
    actor.must(Permission.ADMINISTER)
    changed(actor, key, value)
    _save(actor, key, value.isoformat() if isinstance(value, date) else str(value), reason)


@transactional
def save_severity(actor: Actor, rule: str, severity: Severity | None, reason: str) -> None:
    """Set how much the gaps of a rule matter here; None leaves it to the rule again."""
    actor.must(Permission.ADMINISTER)
    changed_severity(actor, rule, severity)
    _save(actor, f"{SEVERITY_KEY}{rule}", severity or "", reason)


def changed(actor: Actor, key: str, value: Value) -> Limits:
    """Return the limits as they would be with this number or day; refuse one that cannot be."""
    words = _WORDS.get(key)
    if words is None:
        raise NotFound(key)
    if isinstance(value, date):
        _refuse_day(words, value)
    elif words.is_day:
        raise Refused(f"{words.label}: enter a day.", field="value")
    elif words.choices or isinstance(value, Coded):
        _refuse_word(words, value)
    elif not words.least <= value <= words.most:
        raise Refused(
            f"{words.label}: enter a number from {words.least:,} to {words.most:,}.", field="value"
        )
    now = limits(actor.organisation_id)
    if getattr(now, key) == value:
        raise Refused(f"{words.label}: it is {words.words(value)} already.", field="value")
    other: dict[str, Any] = {key: value}
    return replace(now, **other)


def _refuse_word(words: Words, value: Value) -> None:
    """Refuse what is none of the words that a setting offers."""
    if value not in words.choices:
        raise Refused(f"{words.label}: choose one from the list.", field="value")


def _refuse_day(words: Words, value: date) -> None:
    """Refuse a day where a number is asked, or one that no rule of today can be about."""
    if not words.is_day:
        raise Refused(f"{words.label}: enter a number.", field="value")
    if not _FIRST_DAY <= value <= _LAST_DAY:
        first, last = day(_FIRST_DAY), day(_LAST_DAY)
        raise Refused(f"{words.label}: enter a day from {first} to {last}.", field="value")


def changed_severity(actor: Actor, rule: str, severity: Severity | None) -> Limits:
    """Return the limits as they would be with this severity of a rule."""
    if rule not in RULES_BY_CODE:
        raise NotFound(rule)
    now = limits(actor.organisation_id)
    chosen = dict(now.severities)
    if chosen.pop(rule, None) == severity:
        raise Refused("It is so already.", field="severity")
    if severity is not None:
        chosen[rule] = severity
    return replace(now, severities=tuple(sorted(chosen.items())))


def _save(actor: Actor, key: str, value: str, reason: str) -> None:
    if not reason.strip():
        raise Refused("Say in a few words why it is changed.", field="reason")
    _add(actor.organisation_id, key, value, reason=reason, by=actor.user_id)
    statuses.make_all_due(actor.organisation_id, clock.today())
    subject = f"{actor.organisation_code} {key} {value}".strip()
    audit.record_system(actor.name, "change setting", subject)


@transactional
def note_rules(organisation_id: int, digest: str) -> None:
    """Have everything looked at again when the program's own rules are not those of last time."""
    known = session().scalar(
        sa.select(Setting.value)
        .where(Setting.organisation_id == organisation_id, Setting.key == _RULES)
        .order_by(Setting.id.desc())
        .limit(1)
    )
    if known == digest:
        return
    _add(organisation_id, _RULES, digest, reason="The rules of the program changed", by=None)
    statuses.make_all_due(organisation_id, clock.today())


def _add(organisation_id: int, key: str, value: str, *, reason: str, by: int | None) -> None:
    row = {
        "organisation_id": organisation_id,
        "key": key,
        "valid_from": clock.today(),
        "value": value,
        "reason": storable(reason.strip(), "reason"),
        "by": by,
        "at": clock.now(),
    }
    session().execute(sa.insert(Setting), [row])
