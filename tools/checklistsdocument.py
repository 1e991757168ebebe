"""The document about the checklists: every item with what counts, from the files themselves."""

from collections.abc import Iterator

from vendor_tracker.domain.checklists.expressions import ALWAYS
from vendor_tracker.domain.checklists.loading import built_in, read_library
from vendor_tracker.domain.checklists.model import Checklist, Item, Validity
from vendor_tracker.domain.sources import SOURCES
from vendor_tracker.domain.wording import count, listed

_HEAD = """\
# The checklists

A gate asks for the items below that concern the product: all of them, less those that are known
not to. What nobody knows is asked. An answer counts as met only with evidence that is in date and
was made for the version in use. What is about the supplier or about us is answered once, and shown
with every product.

The files stand in `vendor_tracker/domain/checklists/data/`. After a change:

    vendor-tracker checklists check

It reads every file and tells each fault with its line. An item keeps its id for ever; one that is
no longer asked stands under `retired`. A changed file needs a new version.
"""


def checklists_document() -> str:
    """Return every checklist in words, and the sources they rest on."""
    library = read_library(built_in())
    lines = [_HEAD]
    for checklist in library.checklists:
        lines += _checklist(checklist)
    lines += _sources({code for item in library.items for code in item.sources})
    return "\n".join(lines)


def _checklist(checklist: Checklist) -> Iterator[str]:
    yield f"## {checklist.code}: {checklist.title}"
    yield ""
    yield f"Version {checklist.version}, {count(len(checklist.items), 'item')}. {checklist.intro}"
    yield ""
    for section in checklist.sections:
        yield f"### {section.title}"
        yield ""
        for item in section.items:
            yield from _item(item)


def _item(item: Item) -> Iterator[str]:
    yield f"**{item.code}** {item.question}  "
    yield f"{item.why} *Counts:* {item.counts} *Not enough:* {item.not_enough}  "
    told = [
        f"{item.severity.label}, {item.gate.label.lower()}",
        f"about: {item.about.label.lower()}",
        f"answered by: {item.answered_by.value}",
        f"holds: {_validity(item.validity)}",
    ]
    if item.when.text != ALWAYS:
        told.append(f"asked when: `{item.when.text}`")
    if item.is_covered:
        told.append(f"rule: [{item.covered_by}](rules.md#{item.covered_by.lower()})")
    yield f"{'; '.join(told)}; source: {', '.join(item.sources)}."
    yield ""


def _validity(validity: Validity) -> str:
    parts = []
    if validity.months:
        parts.append(count(validity.months, "month"))
    if validity.version:
        parts.append("until the version changes")
    if validity.contract:
        parts.append("for the contract")
    if validity.renewal:
        parts.append(f"until {validity.renewal} of each year")
    return listed(parts)


def _sources(used: set[str]) -> Iterator[str]:
    yield "## Sources"
    yield ""
    yield "Where nothing stands under “Read”, we know the document from others alone."
    yield ""
    yield "| Code | Document | Edition | Publisher | Read | What it says |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for code, source in SOURCES.items():
        if code in used:
            title = (
                f"{source.title} (now at {source.moved_to})" if source.moved_to else source.title
            )
            cells = (title, source.edition, source.publisher, source.checked_on, source.summary)
            yield f"| {code} | {' | '.join(cells)} |"
    yield ""
