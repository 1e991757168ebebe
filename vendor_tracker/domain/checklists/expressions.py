"""Whom an item concerns: `care and not auto`, read once and answered yes, no or not known."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from vendor_tracker.domain.checklists.phrases import PHRASES
from vendor_tracker.domain.errors import ProductError
from vendor_tracker.domain.vocabulary import Known, ProductFact
from vendor_tracker.domain.wording import listed

ALWAYS = "always"
# Beside the facts of a profile: what follows from its tier, its stage and its contracts.
DERIVED = ("tier_B", "tier_C", "live", "pilot", "over_5m")
# These two are signatures, not properties: whether they are there decides no question.
_SIGNATURES = frozenset({ProductFact.dpia_signed, ProductFact.dcb0160_approved})
FACT_NAMES: tuple[str, ...] = (
    *(fact.value for fact in ProductFact if fact not in _SIGNATURES),
    *DERIVED,
)
_NAMES = frozenset({*FACT_NAMES, ALWAYS})
# Far beyond any real one; keeps brackets within brackets from going too deep.
_LONGEST = 120
_WORD = re.compile(r"\s*([A-Za-z_][A-Za-z_0-9]*|[()]|\S)")


class ExpressionFault(ProductError):
    """The text says no condition that can be understood."""


@dataclass(frozen=True, slots=True)
class Node:
    """A part of a condition: `name` with its word, or `not`, `and`, `or` with their parts."""

    kind: str
    name: str = ""
    parts: tuple["Node", ...] = ()


@dataclass(frozen=True, slots=True)
class Expression:
    """A condition on the facts of a product, as it was written and as it was understood."""

    text: str
    root: Node

    @property
    def names(self) -> frozenset[str]:
        """Return the facts that it looks at."""
        return frozenset(_names(self.root)) - {ALWAYS}


def parse(text: str) -> Expression:
    """Read a condition such as `tier_B or tier_C`; refuse what cannot be understood."""
    if len(text) > _LONGEST:
        raise ExpressionFault(f"a condition has at most {_LONGEST} letters")
    words = _WORD.findall(text)
    root = _either(words)
    if words:
        raise ExpressionFault(f"“{words[0]}” is not expected there")
    return Expression(text, root)


def evaluate(expression: Expression, facts: Mapping[str, Known]) -> Known:
    """Answer a condition; what is not among the facts is not known."""
    return _value(expression.root, facts)


def applies(expression: Expression, facts: Mapping[str, Known]) -> bool:
    """Tell whether an item must be answered: yes, unless its condition is known to fail."""
    return _value(expression.root, facts) is not Known.no


def reasons(expression: Expression, facts: Mapping[str, Known]) -> str:
    """Say why an item applies or does not, by the facts that decided it."""
    value = _value(expression.root, facts)
    verb = "does not apply" if value is Known.no else "applies"
    leaves = dict.fromkeys(_deciding(expression.root, facts))
    if value is Known.unknown:
        things = tuple(dict.fromkeys(PHRASES[name].thing for name, _ in leaves))
        said = f"{listed(things)} {'is' if len(things) == 1 else 'are'} not known"
    else:
        said = listed([PHRASES[name].said(known) for name, known in leaves])
    return f"{verb} because: {said}"


def _either(words: list[str]) -> Node:
    parts = [_both(words)]
    while words and words[0] == "or":
        words.pop(0)
        parts.append(_both(words))
    return parts[0] if len(parts) == 1 else Node("or", parts=tuple(parts))


def _both(words: list[str]) -> Node:
    parts = [_single(words)]
    while words and words[0] == "and":
        words.pop(0)
        parts.append(_single(words))
    return parts[0] if len(parts) == 1 else Node("and", parts=tuple(parts))


def _single(words: list[str]) -> Node:
    if not words:
        raise ExpressionFault("a fact is missing at the end")
    word = words.pop(0)
    if word == "not":
        return Node("not", parts=(_single(words),))
    if word == "(":
        inner = _either(words)
        if not words or words.pop(0) != ")":
            raise ExpressionFault("a closing bracket is missing")
        return inner
    if word not in _NAMES:
        raise ExpressionFault(f"“{word}” is not a fact; known: {', '.join(sorted(_NAMES))}")
    return Node("name", word)


def _names(node: Node) -> Iterator[str]:
    if node.kind == "name":
        yield node.name
    for part in node.parts:
        yield from _names(part)


def _value(node: Node, facts: Mapping[str, Known]) -> Known:
    if node.kind == "name":
        return Known.yes if node.name == ALWAYS else facts.get(node.name, Known.unknown)
    values = [_value(part, facts) for part in node.parts]
    if node.kind == "not":
        return _OPPOSITE[values[0]]
    # One part that is no settles an `and`, one that is yes an `or`.
    settles = Known.no if node.kind == "and" else Known.yes
    if settles in values:
        return settles
    return Known.unknown if Known.unknown in values else _OPPOSITE[settles]


def _deciding(node: Node, facts: Mapping[str, Known]) -> Iterator[tuple[str, Known]]:
    """Yield the facts without which the answer would be another."""
    value = _value(node, facts)
    if node.kind == "name":
        yield node.name, value
    for part in node.parts:
        if node.kind == "not" or _value(part, facts) is value:
            yield from _deciding(part, facts)


_OPPOSITE = {Known.yes: Known.no, Known.no: Known.yes, Known.unknown: Known.unknown}
