"""The columns of evidence, with its two clocks."""

from vendor_tracker.domain.clocks import WORDS, Clock
from vendor_tracker.domain.references import Kind
from vendor_tracker.domain.vocabulary import EvidenceKind, Known
from vendor_tracker.excel.sheet import CellKind, Column, Sheet, Tone
from vendor_tracker.excel.sheets import subjects
from vendor_tracker.excel.sheets.columns import (
    coded,
    confidential,
    day,
    own_reference,
    row_version,
)

_SUPPORTED = (Kind.CLAIM, Kind.COST, Kind.PROMISE, Kind.QUESTION, Kind.CONTRACT)
_CLOCK_TONES = {
    WORDS[Clock.lapsed]: Tone.BAD,
    WORDS[Clock.other_version]: Tone.BAD,
    WORDS[Clock.lapsing]: Tone.WARNING,
    WORDS[Clock.in_date]: Tone.GOOD,
}

EVIDENCE = Sheet(
    "Evidence",
    (
        own_reference(Kind.EVIDENCE),
        Column("Title", "title", must=True),
        coded("Kind", "kind", EvidenceKind),
        *subjects.supplier(),
        *subjects.product(),
        *subjects.version(),
        subjects.meeting(),
        Column("Issued by", "issuer"),
        day("Issued on", "issued_on"),
        day("Lapses on", "expires_on", note="Empty: it has no end date."),
        Column(
            "Clocks",
            "clock",
            kind=CellKind.CHOICE,
            choices=tuple(WORDS.values()),
            read_only=True,
            note="Whether it is in date, and made for the version that we judge.",
            tones=_CLOCK_TONES,
        ),
        Column(
            "Edition of the form",
            "form_version",
            note="Which edition of the DTAC or another form it is, such as 2.0.",
        ),
        Column(
            "Edition of the scheme",
            "scheme_version",
            note="The requirements a certificate was given under, such as 3.3.",
        ),
        coded("Certified by the supplier itself", "self_certified", Known),
        Column(
            "Supports",
            "supports",
            kind=CellKind.REFERENCE,
            refers_to=_SUPPORTED,
            many=True,
            link=True,
            note="Claims, costs, promises, questions, contracts. Parted by semicolons.",
        ),
        Column("Link", "link_url", kind=CellKind.URL),
        Column("File", "file_name", read_only=True),
        Column(
            "File fingerprint",
            "file_hash",
            kind=CellKind.REFERENCE,
            width=20,
            read_only=True,
            note="SHA-256 of the file: a copy that gives the same is the same.",
        ),
        Column("E-mail subject", "mail_subject", read_only=True),
        Column("E-mail from", "mail_sender", read_only=True),
        Column("E-mail sent", "mail_sent_at", kind=CellKind.DATETIME, read_only=True),
        *confidential(),
        row_version(),
    ),
    "Evidence",
    Kind.EVIDENCE,
)
