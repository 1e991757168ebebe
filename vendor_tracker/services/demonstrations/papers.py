"""Small true files for the evidence of the demonstration, made when it is loaded."""

from email.message import EmailMessage
from email.utils import format_datetime

from vendor_tracker import clock
from vendor_tracker.domain import examples

_LINE_HEIGHT = 16


def paper(name: str, text: str) -> bytes:
    """Return the content of a file of this name; the text says what it shows."""
    ending = name.rpartition(".")[2]
    if ending == "xml":
        return examples.content(name)
    return {"pdf": _pdf, "eml": _mail}.get(ending, _plain)(text)


def _plain(text: str) -> bytes:
    return text.encode()


def _mail(text: str) -> bytes:
    """Return a mail; the first line of the text is its subject, the second its sender."""
    subject, sender, body = text.split("\n", 2)
    message = EmailMessage()
    message["Subject"], message["From"] = subject, sender
    message["To"] = "procurement@northmoor.example"
    message["Date"] = format_datetime(clock.now())
    message.set_content(body.strip() + "\n")
    return message.as_bytes()


def _pdf(text: str) -> bytes:
    """Return one page with these lines."""
    lines = [line.translate(_ESCAPES) for line in text.splitlines()]
    shown = "".join(f"({line}) Tj 0 -{_LINE_HEIGHT} Td " for line in lines)
    page = f"BT /F1 11 Tf 56 780 Td {shown}ET".encode("cp1252", "replace")
    parts = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R "
        b"/Resources << /Font << /F1 5 0 R >> >> >>",
        b"<< /Length %d >>\nstream\n%s\nendstream" % (len(page), page),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica /Encoding /WinAnsiEncoding >>",
    ]
    return _assembled(parts)


_ESCAPES = str.maketrans({"\\": r"\\", "(": r"\(", ")": r"\)"})


def _assembled(parts: list[bytes]) -> bytes:
    out = bytearray(b"%PDF-1.4\n")
    places = []
    for number, part in enumerate(parts, start=1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, part)
    start = len(out)
    out += b"xref\n0 %d\n0000000000 65535 f \n" % (len(parts) + 1)
    out += b"".join(b"%010d 00000 n \n" % place for place in places)
    out += b"trailer\n<< /Size %d /Root 1 0 R >>\nstartxref\n%d\n" % (len(parts) + 1, start)
    return bytes(out + b"%%EOF\n")
