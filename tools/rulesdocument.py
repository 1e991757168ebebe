"""The document about the gap rules: words, numbers and sources, from the rules themselves."""

from collections.abc import Iterator

from vendor_tracker.domain.gaps import About, GapRule
from vendor_tracker.domain.rules import ALL_RULES
from vendor_tracker.domain.settings import numbers_of
from vendor_tracker.domain.sources import CHAPTER_TITLE, sources_of
from vendor_tracker.domain.wording import listed

_HEAD = f"""\
# The rules

A rule reads the records of one product or one supplier and says what is missing. What it finds is
a gap; a gap that is kept over time is a flag. A flag closes when the facts change, never by hand.

- A rule speaks from its gate on: for the gate that comes next and those that were passed.
- Products that are only watched, or retired, raise nothing.
- What a product lacked when it arrived in use is counted apart, as known at the start, until the
  day of its review or until somebody starts the check.
- A number in square brackets may be changed by each organisation, with a reason.
- A rule finds one gap of a product or supplier at most, so that a fresh list does not flood
  anybody. Where it may find more, it says why under "How many".

Sources that begin with SEED are statements of {CHAPTER_TITLE}.
"""


def rules_document() -> str:
    """Return every rule in words."""
    lines = [_HEAD, "| Rule | What it finds | From gate | Severity |", "| --- | --- | --- | --- |"]
    lines += [
        f"| [{rule.code}](#{rule.code.lower()}) | {rule.title} | {rule.gate.label} "
        f"| {_severities(rule)} |"
        for rule in ALL_RULES
    ]
    lines.append("")
    for rule in ALL_RULES:
        lines += _rule(rule)
    return "\n".join(lines)


def _rule(rule: GapRule) -> Iterator[str]:
    yield f"## {rule.code}"
    yield ""
    yield f"**{rule.title}** (version {rule.version})"
    yield ""
    yield rule.matters
    yield ""
    yield f"- Found when: {rule.why}"
    yield (
        f"- About: {listed([about.value for about in rule.about])}; from the gate: "
        f"{rule.gate.label.lower()}; severity: {_severities(rule).lower()}."
    )
    yield f"- Numbers it uses: {_numbers(rule)}"
    yield f"- How many: {rule.several or _one(rule)}"
    for source in sources_of(rule.source):
        yield f"- Source {source.code}: {source.title}. {source.summary}"
    yield ""


def _severities(rule: GapRule) -> str:
    return " or ".join(severity.label for severity in rule.severities)


def _numbers(rule: GapRule) -> str:
    used = [f"{one.label} [{one.words(one.default)}]" for one in numbers_of(rule.uses)]
    return "; ".join(used) + "." if used else "none."


def _one(rule: GapRule) -> str:
    if rule.set_up:
        return "one at most; when many records share it, one card stands for all of them."
    if About.product not in rule.about:
        return "one at most for a supplier."
    return "one at most for a product."
