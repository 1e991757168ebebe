"""Where the rules come from, in plain words."""

from vendor_tracker.domain.standards import STANDARDS, Source
from vendor_tracker.domain.studies import STUDIES

__all__ = ["CHAPTER", "CHAPTER_TITLE", "SOURCES", "Source", "sources_of"]

CHAPTER = "NHS AI Lab and HEE 2022, chapter 4"
CHAPTER_TITLE = (
    "“Strategy and culture”, chapter 4 of Understanding healthcare workers’ confidence in AI, "
    "NHS AI Lab and Health Education England, May 2022"
)


_SEED = (
    "Some AI reaches a trial before anybody understands what it does to care.",
    "A business case needs value, benefits and risks: outcomes, money, people and strategy.",
    "A framework for evidence exists, yet the clinical evidence for most AI is minimal.",
    "AI may call back more patients, which costs further assessments and causes stress.",
    "Organisations wished they had debated the challenges for longer.",
    "Relationships rest on shared values, and on time and resources from both sides.",
    "Managing a supplier takes skill, resources and a grasp of the other side's view.",
    "Good relationships build staff support and confidence.",
    "Buyers who know little about AI take on limits that the industry set for itself, "
    "on openness and on bias.",
    "Some suppliers are not open, and do not volunteer what a buyer needs to know.",
    "Costs stay hidden, such as watching how well a product works and reporting its errors.",
    "Culture and leadership matter, and working digital systems come first.",
    "Clinicians, IT, governance, subject experts, data scientists and decision-makers belong "
    "in one team, early.",
    "Senior and clinical leaders must support it; champions need to be found and supported.",
    "Patients and the public should be involved early, and stay involved.",
    "Staff need to keep learning.",
    "Peers and experts who speak for a product help, and so does sharing between sites.",
)


def _seed(number: int, summary: str) -> Source:
    return Source(
        f"SEED-{number}",
        CHAPTER,
        summary,
        edition="May 2022",
        publisher="NHS AI Lab and Health Education England",
        checked_on="2026-09",
    )


def _code(source: Source) -> str:
    return source.code


SOURCES: dict[str, Source] = {
    **{f"SEED-{number}": _seed(number, summary) for number, summary in enumerate(_SEED, start=1)},
    **{source.code: source for source in sorted((*STANDARDS, *STUDIES), key=_code)},
}


def sources_of(text: str) -> tuple[Source, ...]:
    """Return the sources named in a rule's source line, such as `SEED-9, TRI`."""
    return tuple(SOURCES[code.strip()] for code in text.split(","))
