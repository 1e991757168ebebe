"""What may be stored as text, so that every sheet can hold it and give it back unchanged."""

import re
import unicodedata

from vendor_tracker.domain.errors import Refused

# The most that one cell of a workbook can hold.
LONGEST = 32_767
_UNSTORABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
# Signs that turn the order of what follows, so that a text reads as another one. Marks of
# direction, which right-to-left languages need, turn nothing and stay.
_TURNING = dict.fromkeys((*range(0x202A, 0x202F), *range(0x2066, 0x206A)))


def storable(text: str, field: str | None = None) -> str:
    """Return the text with plain line ends; refuse what a workbook could not hold.

    What nobody can see, such as a space without width alone, is no text; what would turn the
    order of the letters is left out.
    """
    plain = text.replace("\r\n", "\n").replace("\r", "\n").translate(_TURNING)
    if all(_is_unseen(letter) for letter in plain):
        return ""
    found = _UNSTORABLE.search(plain)
    if found is not None:
        raise Refused(
            f"The text holds a hidden control character after “{plain[: found.start()][-20:]}”. "
            "Remove it, or paste the text without formatting.",
            field=field,
        )
    if len(plain) > LONGEST:
        raise Refused(
            f"The text has {len(plain):,} characters; at most {LONGEST:,} can be kept. "
            "Shorten it, or attach it as a document.",
            field=field,
        )
    return plain


def _is_unseen(letter: str) -> bool:
    return letter.isspace() or unicodedata.category(letter) == "Cf"
