"""The documents that everything rests on, with the items in force here that rest on each."""

from vendor_tracker.domain.actor import Actor
from vendor_tracker.domain.rules import ALL_RULES
from vendor_tracker.domain.sourceuses import SourceUse, source_uses
from vendor_tracker.storage.libraries import load_library


def list_source_uses(actor: Actor) -> tuple[SourceUse, ...]:
    """Return every source with the items in force here and the rules that rest on it."""
    return source_uses(load_library(actor.organisation_id), ALL_RULES)
