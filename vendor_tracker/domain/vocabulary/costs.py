"""Words about costs: what they are for, who pays, who told whom and when."""

from typing import Self

from vendor_tracker.domain.vocabulary.coded import Coded


class CostCategory(Coded):
    """What a cost is for, who can disclose it, and the question that exposes it."""

    supplier_discloses: bool
    question: str

    def __new__(
        cls, value: str, label: str = "", hint: str = "", discloses: str = "us", question: str = ""
    ) -> Self:
        """Make a member that also says who can disclose it and what to ask."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.hint = hint
        member.supplier_discloses = discloses == "supplier"
        member.question = question
        return member

    K01 = (
        "K01",
        "Licence or subscription",
        "Often hidden: a minimum spend",
        "supplier",
        "What is the least we pay if nobody uses it?",
    )
    K02 = (
        "K02",
        "Use, per case or user",
        "Often hidden: the price beyond the agreed volume",
        "supplier",
        "What does one more case cost once we pass the agreed number?",
    )
    K03 = (
        "K03",
        "Set-up and configuration",
        "Often hidden: each extra site",
        "supplier",
        "What is the price for each added site?",
    )
    K04 = (
        "K04",
        "Connection to our systems",
        "Often hidden: fees of the other system's supplier",
        "supplier",
        "Who pays the supplier of the system it connects to, and how much?",
    )
    K05 = (
        "K05",
        "Equipment",
        "Often hidden: replacing it",
        "supplier",
        "Which servers or devices are needed, and how long do they last?",
    )
    K06 = (
        "K06",
        "Hosting and storage",
        "Often hidden: growth",
        "supplier",
        "What is the price at twice the volume?",
    )
    K07 = (
        "K07",
        "Network and data transfer",
        "Often hidden: getting data out again",
        "supplier",
        "What does it cost to copy all our data out?",
    )
    K08 = (
        "K08",
        "Preparing our data",
        "Often hidden: our analysts' time",
        "us",
        "How many hours of our analysts does a local test need?",
    )
    K09 = (
        "K09",
        "Expert reading of test cases",
        "Often hidden: consultants' time",
        "us",
        "Who reads the test cases, and at what rate?",
    )
    K10 = (
        "K10",
        "Testing it here",
        "Often hidden: repeating it for each version",
        "supplier",
        "How many times is a test at our site included in the price?",
    )
    K11 = (
        "K11",
        "Watching how well it works",
        "Often hidden: an analyst, a dashboard, audits",
        "supplier",
        "Who watches how well it works, how many hours a month, and who pays?",
    )
    K12 = (
        "K12",
        "Handling and reporting errors",
        "Often hidden: sorting and investigating them",
        "supplier",
        "Who handles one error from start to end, and who pays?",
    )
    K13 = (
        "K13",
        "Extra recalls and assessments",
        "Often hidden: clinics, scans, letters",
        "us",
        "How many more findings per 1,000 cases, and what does each cost us?",
    )
    K14 = (
        "K14",
        "Clinical safety officer",
        "Often hidden: approving each update",
        "us",
        "How many days in the first year and for each update?",
    )
    K15 = (
        "K15",
        "Data protection and legal work",
        "Often hidden: repeating it on change",
        "us",
        "Whose time, and how many days?",
    )
    K16 = (
        "K16",
        "Security tests",
        "Often hidden: mending what they find, testing again",
        "supplier",
        "Who pays for the next security test and for a repeat after mending?",
    )
    K17 = (
        "K17",
        "Project management",
        "Often hidden: long contracting",
        "us",
        "What would a delay of six months cost us?",
    )
    K18 = (
        "K18",
        "Training",
        "Often hidden: cover for staff, and new starters",
        "supplier",
        "What is the price for each new starter?",
    )
    K19 = (
        "K19",
        "Our team's time",
        "Often hidden: champion, meetings, managing the supplier",
        "us",
        "How many hours a month, for each role?",
    )
    K20 = (
        "K20",
        "Patient and public involvement",
        "Often hidden: payments for time",
        "us",
        "Which budget line pays for it?",
    )
    K21 = (
        "K21",
        "Support and maintenance",
        "Often hidden: help at night and weekends",
        "supplier",
        "How fast do you answer at night, and what does that cost?",
    )
    K22 = (
        "K22",
        "Upgrades and testing again",
        "Often hidden: upgrades we cannot refuse",
        "supplier",
        "How many versions a year, and who pays to test each?",
    )
    K23 = (
        "K23",
        "Running old and new together",
        "Often hidden: paying for the old system",
        "us",
        "For how long will both run?",
    )
    K24 = (
        "K24",
        "Insurance and liability",
        "Often hidden: the part that is not insured",
        "supplier",
        "Which part of a loss is not insured?",
    )
    K25 = (
        "K25",
        "Price rises and currency",
        "Often hidden: yearly increases",
        "supplier",
        "What is the most the price can rise in a year?",
    )
    K26 = (
        "K26",
        "Leaving",
        "Often hidden: getting data back in a form we can use",
        "supplier",
        "What would it cost to leave today, with all our data returned and deleted?",
    )
    K27 = (
        "K27",
        "Fees of other firms",
        "Often hidden: a model or list charged by use",
        "supplier",
        "Can another firm's fees rise and be passed on to us?",
    )
    K28 = (
        "K28",
        "Access and translation",
        "Often hidden: other ways for people to use it",
        "us",
        "Who pays to make it usable for everyone?",
    )
    K29 = (
        "K29",
        "Energy and disposal",
        "Often hidden: power use",
        "us",
        "How much energy does it use, and who pays to dispose of equipment?",
    )
    K30 = (
        "K30",
        "Allowance for risk",
        "Often left out: plans tend to be too hopeful",
        "us",
        "Which percentage did we add for risk, and why?",
    )


class Charge(Coded):
    """How often a cost is paid."""

    one_off = "one_off", "Once", "Paid one time"
    yearly = "yearly", "Every year", "Paid each year"


class VatRecoverable(Coded):
    """Whether we get the VAT back."""

    yes = "yes", "Yes", "Finance says we can reclaim it"
    no = "no", "No", "Finance says we cannot reclaim it"
    unclear = "unclear", "Not clear", "Finance has not said yet"


class Bearer(Coded):
    """Who pays a cost."""

    us = "us", "Us", "Our organisation pays"
    supplier = "supplier", "Supplier", "The supplier pays"
    shared = "shared", "Shared", "Both pay a part; the figure is our part"
    unknown = "unknown", "Not known", "Nobody has said; we treat it as ours"


class DisclosedBy(Coded):
    """Who first brought a cost to light."""

    supplier = "supplier", "Supplier", "The supplier told us"
    us = "us", "Us", "We found it ourselves"
    other = "other", "Someone else", "Another site, an adviser or a document told us"


class CostStatus(Coded):
    """How a cost came to light, worked out from who said what and when."""

    not_asked = "not_asked", "Not asked", "Nobody has asked the supplier, so it is not known"
    waiting = "waiting", "Asked, waiting", "We asked and have no answer yet"
    before_award = "before_award", "Known before award", "We knew it before we decided"
    late = "late", "Disclosed late", "It came to light after we had decided"
    found_by_us = "found_by_us", "Found by us", "We found it after asking, or after the award"
    nil = "nil", "Supplier says nil", "The supplier says there is no such cost"
    nil_contradicted = (
        "nil_contradicted",
        "Nil was wrong",
        "The supplier said nil, and a cost has come up since",
    )
    not_applicable = (
        "not_applicable",
        "Does not apply",
        "We found that there is no such cost here, and said why",
    )
    timing_not_known = (
        "timing_not_known",
        "Timing not known",
        "A date is missing, so nobody can say whether it came in time",
    )
