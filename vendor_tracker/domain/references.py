"""References such as PRD-7: the only names of records outside storage and services."""

import re
from enum import StrEnum

from vendor_tracker.domain.errors import NotFound

_PATTERN = re.compile(r"([A-Za-z]{3,4})-([1-9][0-9]{0,8})")


class Kind(StrEnum):
    """Kinds of record; the value is the prefix of its references."""

    SUPPLIER = "SUP"
    PRODUCT = "PRD"
    VERSION = "VER"
    CLAIM = "CLM"
    COST = "COST"
    CONTRACT = "CON"
    MEETING = "MTG"
    PROMISE = "PRM"
    QUESTION = "QUE"
    EVIDENCE = "EVD"
    DECISION = "DEC"
    FLAG = "FLG"
    BATCH = "BAT"
    CONTACT = "PER"
    ASSESSMENT = "ASM"
    # People read PRD-7/CORE-01; this names the stored row in its history.
    ANSWER = "ANS"
    WAIVER = "WVR"
    CARD = "CRD"
    PAYMENT = "PAY"
    CASE = "CAS"
    REGISTER = "REG"
    REQUEST = "QNR"
    JOB = "JOB"


_PREFIXES = frozenset(kind.value for kind in Kind)


def reference(kind: Kind, number: int) -> str:
    """Return the reference of a record, such as PRD-7."""
    return f"{kind.value}-{number}"


def split(text: str) -> tuple[Kind, int] | None:
    """Return kind and number of a reference, or None if the text is not one."""
    match = _PATTERN.fullmatch(text.strip())
    if match is None:
        return None
    try:
        return Kind(match[1].upper()), int(match[2])
    except ValueError:
        return None


def is_reference(text: str) -> bool:
    """Tell whether a text is the reference of a record."""
    match = _PATTERN.fullmatch(text.strip())
    return match is not None and match[1].upper() in _PREFIXES


def number_of(kind: Kind, text: str) -> int:
    """Return the number in a reference of this kind; raise NotFound for anything else."""
    found = split(text)
    if found is None or found[0] is not kind:
        raise NotFound(text)
    return found[1]


_ITEM = re.compile(r"(?:((?:PRD|SUP)-[1-9][0-9]{0,8})/)?([A-Z]{2,6}-[0-9]{2,3})")


def answer_name(subject: str, item: str) -> str:
    """Return how people call an answer: PRD-7/CORE-01, or CORE-01 where it is about us."""
    return f"{subject}/{item}" if subject else item


def split_answer(text: str) -> tuple[str, str] | None:
    """Return subject and item of what people call an answer, or None if the text is none."""
    match = _ITEM.fullmatch(text.strip())
    return None if match is None else (match[1] or "", match[2])
