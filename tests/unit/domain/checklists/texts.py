"""A small checklist as text, to be spoilt in one place at a time."""

HEAD = """\
code = "TST"
version = "1.0"
title = "A test"
intro = "What is tried here."
retired = ["TST-09"]
"""
ITEM = """\

[[sections.items]]
id = "{code}"
question = "Is it so?"
why = "Because it matters."
counts = "A paper."
not_enough = "A word."
example = "Paper of 3 May."
about = "product"
answered_by = "both"
ask = "Please tell us."
gate = "award"
severity = "major"
validity = {{ months = 12 }}
when = "always"
sources = ["SEED-1"]
covered_by = "F07"
discipline = "clinical"
"""
SECTION = """
[[sections]]
title = "{title}"
"""
TEXT = "".join(
    (
        HEAD,
        SECTION.format(title="First"),
        ITEM.format(code="TST-01"),
        ITEM.format(code="TST-02"),
        SECTION.format(title="Second"),
        ITEM.format(code="TST-03"),
    )
)


def line_of(wanted: str, text: str = TEXT) -> int:
    """Return the first line that begins with these words."""
    lines = text.splitlines()
    return 1 + next(number for number, line in enumerate(lines) if line.startswith(wanted))
