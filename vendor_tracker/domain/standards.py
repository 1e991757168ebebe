"""The documents that rules and items rest on, beside the chapter that began it all.

`checked_on` is the month in which the part that we use was read at its publisher's;
where it is empty, we know the document from others alone, and pages say so.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Source:
    """One statement or standard that a rule or an item rests on."""

    code: str
    title: str
    summary: str
    # Its version or year.
    edition: str = ""
    publisher: str = ""
    # Year and month, or empty: not verified by us.
    checked_on: str = ""
    # Where it stands now, if its old place is being closed.
    moved_to: str = ""

    @property
    def is_checked(self) -> bool:
        """Tell whether we read it at its publisher's ourselves."""
        return bool(self.checked_on)


# The last time that all of them were gone through.
_ROUND = "2026-09"

STANDARDS: tuple[Source, ...] = (
    Source(
        "ADA",
        "Spending wisely: redesigning the landscape for the procurement of AI",
        "Buyers bargain from the weaker side, with unclear terms and little openness.",
        "November 2024",
        "Ada Lovelace Institute",
        _ROUND,
    ),
    Source(
        "AIA",
        "EU AI Act, Regulation (EU) 2024/1689",
        "Makers say what a product is for and where its limits lie; users follow that.",
        "2024, amended 2026",
        "European Union",
    ),
    Source(
        "AIPG",
        "Guidelines for AI procurement",
        "Avoid being locked in, and plan for the whole life of what is bought.",
        "June 2020",
        "Office for AI",
    ),
    Source(
        "ATRS",
        "Algorithmic Transparency Recording Standard (optional for NHS trusts)",
        "Public bodies write down who owns an algorithm, what it decides and what was weighed.",
        "3.0",
        "UK Government",
        _ROUND,
    ),
    Source(
        "AVT",
        "Guidance on AI-enabled ambient scribing products",
        "Patients are told and may object, and the one who uses a scribe carries the liability.",
        "April 2025; second edition April 2026",
        "NHS England",
    ),
    Source(
        "BG",
        "A Buyer's Guide to AI in Health and Care",
        "Ten questions to settle before AI is bought, from the problem to the contract.",
        "November 2020",
        "NHSX",
        _ROUND,
    ),
    Source(
        "CE",
        "Cyber Essentials, and PPN 014 of the Cabinet Office",
        "Certificates are renewed each year and shown before the award.",
        "PPN 014, 2025; requirements 3.3, April 2026",
        "Cabinet Office",
        _ROUND,
    ),
    Source(
        "CHAI",
        "Applied Model Card",
        "One card for what a model is for, how it was made, tested and looked after.",
        "0.2, 2025",
        "Coalition for Health AI",
        _ROUND,
    ),
    Source(
        "DCB",
        "DCB0129 and DCB0160, NHS England",
        "Safety work belongs to one version, and is looked at again when it changes.",
        "4.2 and 3.2, 2018",
        "NHS England",
        _ROUND,
    ),
    Source(
        "DSPT",
        "Data Security and Protection Toolkit, NHS England",
        "The yearly statement of data security lapses on a fixed day.",
        "2025-26",
        "NHS England",
    ),
    Source(
        "DTAC",
        "Digital Technology Assessment Criteria",
        "A form about the supplier, safety, data, security and access, judged by the buyer.",
        "Form of February 2026",
        "NHS England",
        moved_to="digital.nhs.uk",
    ),
    Source(
        "ECL",
        "ECLAIR guidelines, European Radiology",
        "Radiologists' questions on relevance, validation, fit, law and money.",
        "2021",
        "Omoumi and others",
    ),
    Source(
        "EQA",
        "Equality Act 2010, public sector equality duty",
        "A public body weighs what its acts mean for people with protected characteristics.",
        "2010",
        "UK Parliament",
    ),
    Source(
        "EQMD",
        "Equity in Medical Devices: independent review",
        "Devices that look through skin can be less right for darker skin.",
        "March 2024",
        "Department of Health and Social Care",
    ),
    Source(
        "ESF",
        "Evidence standards framework for digital health technologies (not mandatory)",
        "How much evidence a digital product needs, by what it does in care.",
        "ECD7, 2022",
        "NICE",
    ),
    Source(
        "FAI",
        "FUTURE-AI, BMJ 2025",
        "Six principles for AI in care, local validity and monitoring among them.",
        "2025",
        "FUTURE-AI consortium",
        _ROUND,
    ),
    Source(
        "HEC",
        "HECVAT 4, questions on AI",
        "Which models are inside, who hosts them, and what happens to what is typed in.",
        "4",
        "EDUCAUSE",
    ),
    Source(
        "HTE",
        "Early value assessments HTE11 and HTE12, plans for more evidence",
        "Integration and the time of IT staff held projects up.",
        "HTE11, HTE12",
        "NICE",
        _ROUND,
    ),
    Source(
        "HTI",
        "Disclosure form of 31 fields (US origin, voluntary in the UK)",
        "A claim says what was measured, in whom, and on which version.",
        "January 2024; its US duty may end",
        "US Office of the National Coordinator for Health IT",
        _ROUND,
    ),
    Source(
        "MCC",
        "Model contractual clauses for buying AI (not binding)",
        "A contract settles data, changes, help, and what is handed over at the end.",
        "March 2025",
        "European Commission",
    ),
    Source(
        "PA23",
        "Procurement Act 2023",
        "Large contracts carry measures of performance that are published each year.",
        "In force February 2025",
        "UK Parliament",
        _ROUND,
    ),
    Source(
        "PPN17",
        "PPN 017, transparency of AI use in procurement (optional for NHS trusts)",
        "Bidders may be asked whether AI wrote the bid or is part of the service.",
        "February 2025",
        "Cabinet Office",
    ),
    Source(
        "STT",
        "STANDING Together, parts 1 and 2",
        "Say who is in the data, who is not, and how well a product works for each group.",
        "December 2024",
        "STANDING Together",
    ),
    Source(
        "TRI",
        "TRIPOD+AI, BMJ 2024",
        "A report on a prediction model states its plan before its results.",
        "2024",
        "TRIPOD group",
    ),
    Source(
        "UCL",
        "Evaluation of the NHS AI Diagnostic Fund",
        "Contracts came months late; champions and project managers made the difference.",
        "2025",
        "University College London",
        _ROUND,
    ),
    Source(
        "VAT",
        "Guidance on VAT for public bodies, contracted-out services, heading 14",
        "VAT on software off the shelf is normally not recovered; made to order, it may be.",
        "VATGPB10000",
        "HM Revenue and Customs",
        _ROUND,
    ),
    Source(
        "WGLL",
        "What Good Looks Like framework",
        "Digital work needs leaders who own it and foundations that hold.",
        "2021",
        "NHSX",
        _ROUND,
    ),
)
