"""Records named in a form: picked from a list of suggestions, or typed as reference or name."""

from collections.abc import Sequence

from vendor_tracker.domain.errors import Refused
from vendor_tracker.domain.names import name_key
from vendor_tracker.domain.references import reference, split

# Reference and name of each record that may be chosen.
Choices = Sequence[tuple[str, str]]


def shown_choice(ref: str, name: str) -> str:
    """Return how a choice reads in its box, such as `SUP-3 Fenwick Imaging`."""
    return f"{ref} {name}"


def chosen(text: str, choices: Choices, field: str, noun: str = "supplier") -> str:
    """Return the reference of what was picked or typed; refuse in words what is not there."""
    by_reference = dict(choices)
    first = split(text.split()[0]) if text.split() else None
    if first is not None and reference(*first) in by_reference:
        return reference(*first)
    wanted = name_key(text)
    same = [ref for ref, name in choices if name_key(name) == wanted]
    if len(same) == 1:
        return same[0]
    if same:
        known = " and ".join(same)
        raise Refused(f"“{text}” is the name of {known}. Enter the reference.", field=field)
    raise Refused(
        f"No {noun} here is called “{text}”. Choose one from the list, or add it first.",
        field=field,
    )


def with_present(choices: Choices, present: Choices) -> Choices:
    """Return the choices with what is chosen already, even if it was put away since."""
    known = dict(choices)
    return [*choices, *((ref, name) for ref, name in present if ref not in known)]
