"""Faults of one item: which line is spoilt, how, and what is then said of it."""

# A line of the second item, what it is replaced by, and what is then said of that line.
SPOILT = (
    (
        'id = "TST-02"',
        'id = "TRA-02"',
        "TRA-02 does not begin with TST-, the code of its checklist.",
    ),
    ('id = "TST-02"', "id = 2", "Item 2 does not begin with TST-, the code of its checklist."),
    ('id = "TST-02"', 'id = "TST-2"', "TST-2 needs a number of two digits after TST-."),
    ('id = "TST-02"', 'id = "TST-01"', "TST-01 is used twice."),
    ('id = "TST-02"', 'id = "TST-09"', "TST-09 is retired: give a new question a new id."),
    ('question = "Is it so?"', "question = 3", 'TST-02 has a "question" that is not text.'),
    ('why = "Because it matters."', 'why = " "', 'TST-02 has an empty "why".'),
    (
        'about = "product"',
        'about = "firm"',
        'TST-02 has the about "firm"; known: organisation, supplier, product and version.',
    ),
    (
        'answered_by = "both"',
        'answered_by = "them"',
        'TST-02 has the answered_by "them"; known: us, supplier and both.',
    ),
    (
        'gate = "award"',
        'gate = "door"',
        'TST-02 has the gate "door"; known: shortlist, pilot, award, go_live and review.',
    ),
    (
        'severity = "major"',
        'severity = "C"',
        'TST-02 has the severity "C"; known: critical, major and minor.',
    ),
    (
        "validity = { months = 12 }",
        "validity = { }",
        "TST-02 has a validity that never ends: say until when it holds.",
    ),
    (
        "validity = { months = 12 }",
        "validity = 12",
        'TST-02 has a "validity" that is not a table, as { months = 12 }.',
    ),
    (
        "validity = { months = 12 }",
        "validity = { months = 0 }",
        "TST-02 holds for 0 months; give 1 to 120.",
    ),
    (
        "validity = { months = 12 }",
        "validity = { months = 121 }",
        "TST-02 holds for 121 months; give 1 to 120.",
    ),
    (
        "validity = { months = 12 }",
        "validity = { months = true }",
        "TST-02 holds for True months; give 1 to 120.",
    ),
    (
        "validity = { months = 12 }",
        "validity = { years = 1 }",
        'TST-02 has a validity "years" that is not known; '
        "known: months, version, contract and renewal.",
    ),
    (
        "validity = { months = 12 }",
        "validity = { version = 1 }",
        'TST-02 has a validity "version" that is neither true nor false.',
    ),
    (
        "validity = { months = 12 }",
        'validity = { renewal = "02-29" }',
        'TST-02 is renewed on "02-29"; give month and day, as 06-30.',
    ),
    (
        'when = "always"',
        'when = "dev and"',
        'TST-02 has a "when" that cannot be read: a fact is missing at the end.',
    ),
    (
        'sources = ["SEED-1"]',
        'sources = ["SEED-99"]',
        'TST-02 rests on "SEED-99", which is not a known source.',
    ),
    ('sources = ["SEED-1"]', "sources = []", 'TST-02 has no code in "sources".'),
    (
        'sources = ["SEED-1"]',
        'sources = "SEED-1"',
        'TST-02 has "sources" that are not a list of texts.',
    ),
    (
        'covered_by = "F07"',
        'covered_by = "5"',
        'TST-02 is covered by "5", which is not the code of a rule.',
    ),
)
