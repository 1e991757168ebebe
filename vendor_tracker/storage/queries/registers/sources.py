"""Rows of the documents that items and rules rest on."""

from collections.abc import Iterator

from vendor_tracker.domain.actor import Actor
from vendor_tracker.storage.queries.registers.scope import Scope, SheetRow
from vendor_tracker.storage.queries.sources import list_source_uses


def list_sources(actor: Actor, _scope: Scope) -> Iterator[SheetRow]:
    """Yield every source; nothing of them is confidential, so each copy holds them all."""
    for use in list_source_uses(actor):
        source = use.source
        yield {
            "reference": source.code,
            "title": source.title,
            "summary": source.summary,
            "edition": source.edition,
            "publisher": source.publisher,
            "checked": use.checked,
            "moved_to": source.moved_to,
            "items": ", ".join(item.code for item in use.items),
            "rules": ", ".join(rule.code for rule in use.rules),
        }
