"""A finished message as a Word document."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import TYPE_CHECKING

from vendor_tracker import clock
from vendor_tracker.files.names import plain_line

if TYPE_CHECKING:
    from docx.document import Document as WordDocument


def message_docx(subject: str, paragraphs: Sequence[str], references: Sequence[str]) -> bytes:
    """Return a message to a supplier as a .docx, our references at its foot."""
    # Slow to import: only who asks for a document pays for it, not every start.
    from docx import Document

    document = Document()
    _set_up(document, subject)
    document.add_heading(plain_line(subject), level=1)
    for paragraph in paragraphs:
        document.add_paragraph(_printable(paragraph))
    if references:
        document.add_paragraph(f"Our references: {', '.join(map(plain_line, references))}")
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def _set_up(document: WordDocument, subject: str) -> None:
    """Replace what the library's template says about author, date, paper and language."""
    from docx.oxml.ns import qn
    from docx.shared import Mm

    about = document.core_properties
    about.title = plain_line(subject)[:255]
    about.author = about.last_modified_by = "Vendor Tracker"
    about.comments = ""
    about.created = about.modified = clock.now().replace(tzinfo=None)
    page = document.sections[0]
    page.page_width, page.page_height = Mm(210), Mm(297)
    for language in document.styles.element.iter(qn("w:lang")):
        language.set(qn("w:val"), "en-GB")


def _printable(text: str) -> str:
    """Return the text without characters that a document cannot hold; its line breaks stay."""
    return "\n".join(plain_line(line) for line in text.splitlines())
