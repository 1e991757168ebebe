"""One item of a checklist's file: every key looked at, every fault told."""

import re
from collections.abc import Callable, Mapping
from datetime import date
from types import MappingProxyType
from typing import Any, TypeVar

from vendor_tracker.domain.checklists.expressions import ALWAYS, Expression, ExpressionFault, parse
from vendor_tracker.domain.checklists.model import Item, Validity
from vendor_tracker.domain.sources import SOURCES
from vendor_tracker.domain.vocabulary import (
    AnsweredBy,
    AnswerKind,
    Coded,
    Discipline,
    Gate,
    ItemAbout,
    Severity,
)
from vendor_tracker.domain.wording import listed

_TEXTS = ("question", "why", "counts", "not_enough", "example")
_OPTIONAL = ("ask", "covered_by", "answer", "options", "ref")
_CODED: Mapping[str, type[Coded]] = {
    "about": ItemAbout,
    "answered_by": AnsweredBy,
    "gate": Gate,
    "severity": Severity,
    "discipline": Discipline,
}
KEYS = ("id", *_TEXTS, *_OPTIONAL, *_CODED, "validity", "when", "sources")
_VALIDITY = ("months", "version", "contract", "renewal")
_RULE = re.compile(r"F\d\d")
_DAY = re.compile(r"\d\d-\d\d")
_MOST_MONTHS = 120
# A yearly day must exist in every year: this one has no 29 February.
_ANY_YEAR = 2025

# What an own checklist need not say: what came from elsewhere seldom says so much.
OWN_DEFAULTS: Mapping[str, Any] = MappingProxyType(
    {
        "about": ItemAbout.product.value,
        "answered_by": AnsweredBy.supplier.value,
        "gate": Gate.award.value,
        "severity": Severity.major.value,
        "discipline": Discipline.commercial.value,
        "validity": MappingProxyType({"months": 12}),
        "when": ALWAYS,
        "sources": (),
        **dict.fromkeys(("why", "counts", "not_enough", "example"), ""),
    }
)

# Told which key is wrong, and why.
Say = Callable[[str, str], None]
_C = TypeVar("_C", bound=Coded)


class Entry:
    """The table of one item, and how to tell that something in it is wrong."""

    def __init__(self, given: Mapping[str, Any], say: Say, *, is_own: bool = False) -> None:
        self._given = {**OWN_DEFAULTS, **given} if is_own else given
        self._is_own = is_own
        self._tell = say
        self._faults = 0
        code = given.get("id")
        self.code = code if isinstance(code, str) else ""

    def item(self, checklist: str, section: str) -> Item | None:
        """Return the item, or None after its faults were told."""
        self._refuse_unknown()
        texts = {key: self._text(key) for key in _TEXTS}
        answered_by = self._member("answered_by", AnsweredBy)
        ask = self._ask(texts["question"], answered_by)
        about = self._member("about", ItemAbout)
        gate = self._member("gate", Gate)
        severity = self._member("severity", Severity)
        discipline = self._member("discipline", Discipline)
        validity = self._validity()
        when = self._when()
        sources = self._sources()
        covered_by = self._covered_by()
        kind, options = self._answer()
        ref = self._text("ref", optional=True)
        if self._faults or not (about and answered_by and gate and severity and discipline):
            return None
        if validity is None or when is None:
            return None
        return Item(
            code=self.code,
            checklist=checklist,
            section=section,
            **texts,
            about=about,
            answered_by=answered_by,
            ask=ask,
            gate=gate,
            severity=severity,
            validity=validity,
            when=when,
            sources=sources,
            covered_by=covered_by,
            discipline=discipline,
            kind=kind,
            options=options,
            ref=ref,
        )

    def _say(self, key: str, cause: str) -> None:
        self._faults += 1
        self._tell(key, cause)

    def _refuse_unknown(self) -> None:
        for key in self._given:
            if key not in KEYS:
                self._say(key, f'has a key "{key}" that is not known; known: {listed(KEYS)}')

    def _has(self, key: str) -> bool:
        if key not in self._given:
            self._say(key, f'has no "{key}"')
        return key in self._given

    def _text(self, key: str, *, optional: bool = False) -> str:
        if optional and key not in self._given:
            return ""
        if not self._has(key):
            return ""
        value = self._given[key]
        if not isinstance(value, str):
            self._say(key, f'has a "{key}" that is not text')
        elif not value.strip():
            if not (self._is_own and (key in OWN_DEFAULTS or key in _OPTIONAL)):
                self._say(key, f'has an empty "{key}"')
        else:
            return value.strip()
        return ""

    def _ask(self, question: str, answered_by: AnsweredBy | None) -> str:
        """Return the question in a letter; what comes from elsewhere is asked as it stands."""
        is_free = self._is_own or answered_by in (None, AnsweredBy.us)
        ask = self._text("ask", optional=is_free)
        is_asked = self._is_own and answered_by is not AnsweredBy.us
        return question if is_asked and not ask else ask

    def _answer(self) -> tuple[AnswerKind, tuple[str, ...]]:
        """Return what is to be answered beside whether it is met, and what to choose from."""
        kind = self._member("answer", AnswerKind) if "answer" in self._given else AnswerKind.state
        options = self._given.get("options", ())
        if not isinstance(options, (list, tuple)) or not all(
            isinstance(one, str) and one.strip() for one in options
        ):
            self._say("options", 'has "options" that are not a list of texts')
            options = ()
        found = tuple(one.strip() for one in options)
        if kind is AnswerKind.choice and len(set(found)) < 2:
            self._say("options", "asks to choose, and has fewer than two different options")
        if kind is not AnswerKind.choice and found:
            self._say("options", 'has options, but its "answer" is not "choice"')
        return kind or AnswerKind.state, found

    def _member(self, key: str, members: type[_C]) -> _C | None:
        if not self._has(key):
            return None
        for member in members:
            if member.value == self._given[key]:
                return member
        known = listed([member.value for member in members])
        self._say(key, f'has the {key} "{self._given[key]}"; known: {known}')
        return None

    def _when(self) -> Expression | None:
        text = self._text("when")
        try:
            return parse(text) if text else None
        except ExpressionFault as fault:
            self._say("when", f'has a "when" that cannot be read: {fault}')
            return None

    def _sources(self) -> tuple[str, ...]:
        if not self._has("sources"):
            return ()
        value = self._given["sources"]
        is_list = isinstance(value, (list, tuple))
        if not is_list or not all(isinstance(code, str) for code in value):
            self._say("sources", 'has "sources" that are not a list of texts')
            return ()
        if self._is_own:
            return tuple(code.strip() for code in value if code.strip())
        if not value:
            self._say("sources", 'has no code in "sources"')
        for code in value:
            if code not in SOURCES:
                self._say("sources", f'rests on "{code}", which is not a known source')
        return tuple(value)

    def _covered_by(self) -> str:
        code = self._text("covered_by", optional=True)
        if code and not _RULE.fullmatch(code):
            self._say("covered_by", f'is covered by "{code}", which is not the code of a rule')
        return code

    def _validity(self) -> Validity | None:
        if not self._has("validity"):
            return None
        value = self._given["validity"]
        if not isinstance(value, Mapping):
            self._say("validity", 'has a "validity" that is not a table, as { months = 12 }')
            return None
        for key in value:
            if key not in _VALIDITY:
                known = listed(_VALIDITY)
                self._say("validity", f'has a validity "{key}" that is not known; known: {known}')
        made = Validity(
            months=self._months(value),
            version=self._switch(value, "version"),
            contract=self._switch(value, "contract"),
            renewal=self._renewal(value),
        )
        if made == Validity() and not self._faults:
            self._say("validity", "has a validity that never ends: say until when it holds")
        return made

    def _months(self, value: Mapping[str, Any]) -> int | None:
        months = value.get("months")
        if months is None:
            return None
        if type(months) is not int or not 1 <= months <= _MOST_MONTHS:
            self._say("validity", f"holds for {months} months; give 1 to {_MOST_MONTHS}")
            return None
        return months

    def _switch(self, value: Mapping[str, Any], key: str) -> bool:
        given = value.get(key, False)
        if not isinstance(given, bool):
            self._say("validity", f'has a validity "{key}" that is neither true nor false')
            return False
        return given

    def _renewal(self, value: Mapping[str, Any]) -> str:
        given = value.get("renewal", "")
        if given == "":
            return ""
        if isinstance(given, str) and _DAY.fullmatch(given) and _exists(given):
            return given
        self._say("validity", f'is renewed on "{given}"; give month and day, as 06-30')
        return ""


def _exists(day: str) -> bool:
    month, _, number = day.partition("-")
    try:
        date(_ANY_YEAR, int(month), int(number))
    except ValueError:
        return False
    return True
