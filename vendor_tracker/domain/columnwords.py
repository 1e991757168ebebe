"""Words by which headings of other people's lists name what the register holds."""

from dataclasses import dataclass
from enum import StrEnum


class Content(StrEnum):
    """What most cells of a column look like."""

    EMPTY = "empty"
    DAYS = "days"
    AMOUNTS = "amounts"
    NUMBERS = "numbers"
    CODES = "codes"
    FIRMS = "firms"
    YES_NO = "yes or no"
    LINKS = "links"
    WORDS = "words"
    TEXT = "text"


@dataclass(frozen=True, slots=True)
class Target:
    """A field of a record, the words that name it, and what its cells may look like.

    Words that are the whole heading say more than words that stand in it.
    """

    record: str
    field: str
    whole: str = ""
    inside: str = ""
    needs: frozenset[Content] = frozenset()


_DAYS = frozenset({Content.DAYS})
_SUMS = frozenset({Content.AMOUNTS, Content.NUMBERS})
_CODED = frozenset({Content.WORDS, Content.YES_NO})
_NAMES = frozenset({Content.WORDS, Content.FIRMS, Content.TEXT, Content.CODES})

# How names of firms end.
LEGAL_FORMS = (
    "inc incorporated ltd limited llc llp lp plc corp corporation co company gmbh ag sa sas sarl "
    "srl spa bv nv uab ab as oy aps pty pte kg kk sl sro doo cic ug kft"
)
# These may be the name of a product, and never that of a firm.
NOBODY = frozenset(
    {"various suppliers", "various vendors", "multiple vendors", "multiple suppliers", "other"}
    | {"no vendor", "no supplier", "internal", "own", "self", "open source", "staff", "misc"}
    | {"in-house", "in house", "inhouse", "contractor teams", "contractors"}
)

# In the order in which they are tried; the first that fits a column is suggested.
PAYMENTS = (
    Target("payments", "amount", "amount|value|net amount|net|total|paid|sum", "amount|£|gbp",
           _SUMS),
    Target("payments", "paid_on", "date|paid on|payment date|date paid", "date", _DAYS),
    Target("suppliers", "name", "supplier|supplier name|vendor|vendor name|payee|merchant",
           "supplier name|vendor name|beneficiary", _NAMES),
    Target("payments", "invoice", "invoice|transaction number|invoice number|reference|voucher",
           "transaction n|invoice n|transaction ref|document n"),
    Target("payments", "what_for", "description|what for|purpose|details|narrative",
           "description|narrative"),
)  # fmt: skip

LIST = (
    Target("suppliers", "name",
           "supplier|supplier name|supplier s name|vendor|vendor name|vendor s name|company|"
           "company name|manufacturer|maker|developer|provider|firm|applicant|supplier s",
           "vendor s name|vendor name|supplier name|manufacturer name|company name", _NAMES),
    Target("products", "name",
           "product|product name|device|device name|system|system name|tool|tool name|solution|"
           "application|software|use case name|ai use case name|ai system|ai tool|name|title",
           "product name|product or service|device name|use case name|name of product|"
           "name of commercial product|name of ai|tool name", _NAMES),
    Target("products", "stage",
           "stage|status|lifecycle stage|development stage|stage of development|phase",
           "stage of development|lifecycle|development stage", _CODED),
    Target("products", "clinical_area",
           "specialty|speciality|clinical area|panel|panel lead|department|topic area|use case "
           "topic area|therapy area",
           "specialty|clinical area|topic area|medical panel", _NAMES),
    Target("products", "accountable",
           "owner|accountable|bureau component|bureau|component|directorate|business owner|"
           "responsible owner", "accountable|system owner|product owner", _NAMES),
    Target("products", "intended_use",
           "intended use|purpose|intended purpose|use|description|summary|indications for use",
           "intended use|intended purpose|what problem|intended to solve|purpose and"),
    Target("products", "fact_pd", "personal data|pii|uses personal data",
           "personally identifiable|personal data|pii", _CODED),
    Target("products", "fact_gen", "generative|generative ai|is generative", "is it generative",
           frozenset({Content.YES_NO})),
    Target("claims", "statement", "claim|statement|benefits|expected benefits",
           "expected benefits|claimed benefit|benefits and"),
    Target("versions", "in_use_from", "go live|go live date|live date|in use from|date implemented|"
           "implementation date", "became operational|go live|in use from|in use since|"
           "date implemented|operational date|start date", _DAYS),
    Target("contracts", "ends_on", "contract end|contract end date|end date|expiry date",
           "contract end|contract expir", _DAYS),
    Target("contracts", "starts_on", "contract start|contract start date", "contract start", _DAYS),
    Target("contracts", "value_year", "annual value|annual cost|value a year|annual contract value",
           "annual value|annual cost|value per year|per annum", _SUMS),
    Target("contracts", "value_total", "contract value|total contract value|total value",
           "total contract value|contract value", _SUMS),
    Target("suppliers", "website", "website|web site|url|supplier website", "website",
           frozenset({Content.LINKS})),
    Target("suppliers", "country", "country|country of origin|supplier country", "country of"),
    Target("suppliers", "company_number", "company number|companies house number",
           "company number|companies house"),
)  # fmt: skip

# How a list calls the stages of a product, by words that stand in the option.
STAGES = (
    ("retired", "retired|decommissioned|withdrawn|discontinued|stopped|ended|sunset"),
    ("evaluating", "pre deployment|pre-deployment|development|initiated|initiation|evaluat|design|"
     "acquisition|procure|testing|proof of concept"),
    ("piloting", "pilot|trial"),
    ("live", "deployed|operation|live|in use|in production|implemented|active|production"),
    ("contracted", "contracted|awarded|purchased|bought"),
    ("shortlisted", "shortlist"),
    ("watching", "watch|idea|planned|proposed|horizon|pipeline"),
)  # fmt: skip
