"""What sentences of a card say: no difference between groups, a goal, how many were tested."""

import re
from collections.abc import Iterable
from decimal import Decimal

from vendor_tracker.domain.vocabulary import GroupAttribute

_SENTENCE = re.compile(r"(?<=[.!?])\s+(?=[A-Z(\[])|\n+")
_NO_DIFFERENCE = re.compile(
    r"\b(?:did|does|do) not (?:\w+ly )?(?:interact|differ|vary|depend)\b"
    r"|\bno (?:\w+ ){0,3}(?:difference|interaction|variation|disparit|bias)"
    r"|\bperform(?:s|ed)? (?:equally|consistently|similarly)\b"
    r"|\bnone of the \w+ ?\w* demonstrated (?:\w+ )?significance",
    re.IGNORECASE,
)
# The word of the card decides; gender is not taken for sex.
_ATTRIBUTES = (
    (GroupAttribute.age, r"\bage\b|\bages\b|\bage groups?"),
    (GroupAttribute.sex, r"\bsex\b|\b(?:fe)?males?\b"),
    (GroupAttribute.gender, r"\bgenders?\b"),
    (GroupAttribute.ethnicity, r"\brac(?:e|es|ial)\b|\bethnic"),
    (GroupAttribute.region, r"\blocations?\b|\bgeograph|\bregions?\b|\bcountr(?:y|ies)\b"),
    (GroupAttribute.site, r"\bsites?\b|\bhospitals?\b|\bcent(?:er|re)s?\b"),
    (GroupAttribute.device, r"\bscanners?\b|\bmanufacturers?\b|\bequipment\b"),
    (GroupAttribute.protocol, r"\bprotocols?\b|\bslice thickness\b"),
    (GroupAttribute.language, r"\blanguages?\b|\baccents?\b"),
    (GroupAttribute.skin_tone, r"\bskin (?:tone|type|colou?r)"),
    (GroupAttribute.body, r"\bbody (?:mass|size|weight)|\bbmi\b"),
    (GroupAttribute.illness, r"\bcomorbidit"),
    (GroupAttribute.deprivation, r"\bsocio-?economic|\bdepriv|\binsurance\b|\bincome\b"),
    (GroupAttribute.disability, r"\bdisabilit"),
)
_NOT_THERE = re.compile(
    r"\b(?:unavailable|not available|not accessible|not collected|not recorded|not known"
    r"|unknown)\b",
    re.IGNORECASE,
)
_PERSONAL = frozenset(
    {
        GroupAttribute.age, GroupAttribute.sex, GroupAttribute.gender, GroupAttribute.ethnicity,
        GroupAttribute.language, GroupAttribute.deprivation, GroupAttribute.disability,
        GroupAttribute.skin_tone, GroupAttribute.body,
    }
)  # fmt: skip
_GOAL = re.compile(
    r"(?<![\d.])(\d{1,3}(?:\.\d+)?) ?% (?:[\w-]+ ){0,2}(?:performance|target|success) goal"
    r"|(?:performance|target|success) goals? (?:of|was|is|were|:) ?(\d{1,3}(?:\.\d+)?) ?%",
    re.IGNORECASE,
)
_ANY_GOAL = re.compile(r"\b(?:performance|target|success) goals?\b", re.IGNORECASE)
_PEOPLE = (
    r"(\d{1,3}(?:,\d{3})+|\d+) (?:\w+ )?"
    r"(?:cases|patients|scans|studies|images|exams|examinations|participants|people|subjects)\b"
)
_TESTED = re.compile(_PEOPLE, re.IGNORECASE)
_POSITIVE = re.compile(
    r"(\d{1,3}(?:,\d{3})+|\d+) positive (?:cases|patients|scans|studies|images|exams)",
    re.IGNORECASE,
)
_NEGATIVE = re.compile(r"(\d[\d,]*) negative \w+", re.IGNORECASE)
_OUTSIDE = re.compile(
    r"\bexternal(?:ly)? validat|\bexternal (?:test|data)|\bindependent (?:test|validation|data)"
    r"|\bheld-?out sites?\b|\bsites not used (?:in|for) (?:training|development)\b",
    re.IGNORECASE,
)


def sentences(text: str) -> list[str]:
    """Return the sentences of a text, each on one line."""
    return [" ".join(part.split()) for part in _SENTENCE.split(text) if part.strip()]


def no_difference(texts: Iterable[str]) -> tuple[str, tuple[GroupAttribute, ...]]:
    """Return the first sentence that says groups do not differ, and by what; empty for none."""
    for text in texts:
        for sentence in sentences(text):
            if not _NO_DIFFERENCE.search(sentence):
                continue
            # What stands in brackets is about what is missing, not about what is equal.
            named = attributes(re.sub(r"\([^)]*\)", "", sentence))
            if named:
                return sentence, named
    return "", ()


def attributes(text: str) -> tuple[GroupAttribute, ...]:
    """Return by what a text tells people apart, in the order of our list."""
    return tuple(
        attribute for attribute, words in _ATTRIBUTES if re.search(words, text, re.IGNORECASE)
    )


def not_there(texts: Iterable[str]) -> tuple[GroupAttribute, ...]:
    """Return the traits of people of which these texts say that nothing is known."""
    found: list[GroupAttribute] = []
    for text in texts:
        for sentence in re.split(r"[.()\n]", text):
            if _NOT_THERE.search(sentence):
                found += [one for one in attributes(sentence) if one in _PERSONAL]
    return tuple(dict.fromkeys(found))


def goal_for(label: str, texts: Iterable[str], *, alone: bool) -> Decimal | None:
    """Return the goal that the supplier set for a measure, only where it cannot be mistaken.

    The sentence must name the measure, or the measure must be the only one.
    """
    found: set[Decimal] = set()
    for sentence in (one for text in texts for one in sentences(text)):
        goals = {Decimal(a or b) for a, b in _GOAL.findall(sentence)}
        if goals and (alone or label.casefold() in sentence.casefold()):
            found |= goals
    if len(found) != 1:
        return None
    goal = found.pop()
    return goal if goal <= 100 else None


def mentions_goal(texts: Iterable[str]) -> bool:
    """Tell whether a goal is spoken of at all."""
    return any(_ANY_GOAL.search(text) for text in texts)


def tested(texts: Iterable[str]) -> tuple[int | None, int | None]:
    """Return how many were tested and how many had the condition, where one number says so."""
    whole = "\n".join(texts)
    positives = {_number(one) for one in _POSITIVE.findall(whole)}
    parts = positives | {_number(one) for one in _NEGATIVE.findall(whole)}
    people = {_number(one) for one in _TESTED.findall(whole)} - (parts if positives else set())
    n = people.pop() if len(people) == 1 else None
    positive = positives.pop() if len(positives) == 1 else None
    return n, positive if n is not None and positive is not None and positive <= n else None


def is_outside(texts: Iterable[str]) -> bool:
    """Tell whether a test is said to have used data from elsewhere."""
    return any(_OUTSIDE.search(text) for text in texts)


def _number(text: str) -> int:
    return int(text.replace(",", ""))
