"""Make a record from its form, once however often the form is sent."""

from collections.abc import Callable
from typing import Any

from flask import flash

from vendor_tracker.services import nonces
from vendor_tracker.web.auth import current_actor
from vendor_tracker.web.forms.base import Form


def make_once(
    form: Form, words: str, make: Callable[..., str], /, *given: Any, **answers: Any
) -> str:
    """Make a record and say so in these words; a form sent again leads to what it made."""
    actor = current_actor()
    ref, is_again = nonces.make_once(
        actor, str(form.once.data or ""), lambda: make(actor, *given, **answers)
    )
    if is_again:
        flash(f"This form was saved before: it made {ref}. For another one, begin a new form.")
    else:
        flash(f"{ref} {words}.", "success")
    return ref
