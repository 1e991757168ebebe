"""The British rules and guidance that rules and items rest on: law, NHS and government.

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
READ_ON = "2026-09"

STANDARDS: tuple[Source, ...] = (
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
        READ_ON,
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
        READ_ON,
    ),
    Source(
        "CE",
        "Cyber Essentials, and PPN 014 of the Cabinet Office",
        "Certificates are renewed each year and shown before the award.",
        "PPN 014, 2025; requirements 3.3, April 2026",
        "Cabinet Office",
        READ_ON,
    ),
    Source(
        "DCB",
        "DCB0129 and DCB0160, NHS England",
        "Safety work belongs to one version, and is looked at again when it changes.",
        "4.2 and 3.2, 2018",
        "NHS England",
        READ_ON,
    ),
    Source(
        "DPIA",
        "Data protection impact assessment, UK GDPR Article 35",
        "High-risk use of personal data is assessed first; AI in care nearly always is that.",
        "UK GDPR",
        "Information Commissioner’s Office",
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
        READ_ON,
        moved_to="digital.nhs.uk",
    ),
    Source(
        "DTAC26",
        "What the DTAC form of February 2026 asks anew",
        "Makers say outright if it is a device, and how accounts and software are secured.",
        "Form of 24 February 2026",
        "NHS England",
        moved_to="digital.nhs.uk",
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
        "GB",
        "The Green Book, appraisal in central government",
        "Whole-life cost is weighed against benefit, also for the case that benefits fall short.",
        "February 2026",
        "HM Treasury",
        READ_ON,
    ),
    Source(
        "HTE",
        "Early value assessments HTE11 and HTE12, plans for more evidence",
        "Integration and the time of IT staff held projects up.",
        "HTE11, HTE12",
        "NICE",
        READ_ON,
    ),
    Source(
        "MHRA",
        "UK Medical Devices Regulations 2002, with the guidance on software and AI",
        "Software for a medical purpose is a device, and is registered before it is supplied.",
        "2002, as amended; seen September 2026",
        "Medicines and Healthcare products Regulatory Agency",
    ),
    Source(
        "OB",
        "Supplementary guidance on optimism bias",
        "Plans tend to be too hopeful, so an allowance is made openly and with its reason.",
        "Figures of 2002",
        "HM Treasury",
        READ_ON,
    ),
    Source(
        "PA23",
        "Procurement Act 2023",
        "Large contracts carry measures of performance that are published each year.",
        "In force February 2025",
        "UK Parliament",
        READ_ON,
    ),
    Source(
        "PMS",
        "Post-market surveillance of medical devices, SI 2024/1368",
        "Makers plan how they watch a device in use, and sum up what they saw at set times.",
        "In force 16 June 2025",
        "Medicines and Healthcare products Regulatory Agency",
        READ_ON,
    ),
    Source(
        "PPN17",
        "PPN 017, transparency of AI use in procurement (optional for NHS trusts)",
        "Bidders may be asked whether AI wrote the bid or is part of the service.",
        "February 2025",
        "Cabinet Office",
    ),
    Source(
        "RCR",
        "Guidance on AI after it is installed",
        "Watch the system, whether its results hold steady, and how people use it.",
        "March 2026",
        "Royal College of Radiologists",
    ),
    Source(
        "VAT",
        "Guidance on VAT for public bodies, contracted-out services, heading 14",
        "VAT on software off the shelf is normally not recovered; made to order, it may be.",
        "VATGPB10000",
        "HM Revenue and Customs",
        READ_ON,
    ),
    Source(
        "VBP",
        "Value-based procurement of medical technology",
        "What is bought is judged by its value and cost over its whole life.",
        "2026",
        "Department of Health and Social Care and NHS England",
    ),
    Source(
        "WGLL",
        "What Good Looks Like framework",
        "Digital work needs leaders who own it and foundations that hold.",
        "2021",
        "NHSX",
        READ_ON,
    ),
)
