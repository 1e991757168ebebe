"""What a page says of the facts that decide whether an item applies."""

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from vendor_tracker.domain.vocabulary import Known


@dataclass(frozen=True, slots=True)
class Phrases:
    """A fact in a sentence: what it is called, and that it holds or does not."""

    thing: str
    yes: str
    no: str

    def said(self, known: Known) -> str:
        """Return the part of a sentence that says what is known."""
        if known is Known.unknown:
            return f"{self.thing} is not known"
        return self.yes if known is Known.yes else self.no


_TIER = "whether it guides care (its tier)"

PHRASES: Mapping[str, Phrases] = MappingProxyType(
    {
        "always": Phrases("", "it is asked of every product", ""),
        "care": Phrases(
            "direct care",
            "it supports direct care",
            "it does not support direct care",
        ),
        "dev": Phrases(
            "medical device",
            "it is a medical device",
            "it is not a medical device",
        ),
        "pd": Phrases(
            "personal data",
            "it uses personal data",
            "it does not use personal data",
        ),
        "gen": Phrases("whether it is generative", "it is generative", "it is not generative"),
        "scr": Phrases(
            "whether it listens to consultations",
            "it listens to consultations",
            "it does not listen to consultations",
        ),
        "adp": Phrases(
            "whether it changes after it is installed",
            "it changes after it is installed",
            "it does not change after it is installed",
        ),
        "host": Phrases(
            "who hosts it",
            "the supplier hosts it",
            "the supplier does not host it",
        ),
        "int": Phrases(
            "connection to clinical systems",
            "it connects to clinical systems",
            "it does not connect to clinical systems",
        ),
        "img": Phrases(
            "whether it reads images or signals",
            "it reads images or signals",
            "it does not read images or signals",
        ),
        "pat": Phrases(
            "use by patients",
            "patients use it",
            "patients do not use it",
        ),
        "trn": Phrases(
            "whether the supplier wants our data to improve it",
            "the supplier wants our data to improve it",
            "the supplier does not want our data to improve it",
        ),
        "third_party": Phrases(
            "whether it relies on another firm's model",
            "it relies on another firm's model",
            "it does not rely on another firm's model",
        ),
        "auto": Phrases(
            "whether it acts without a person confirming",
            "it acts without a person confirming",
            "a person confirms before it acts",
        ),
        "eu": Phrases(
            "use in the European Union",
            "it is also used in the European Union",
            "it is not used in the European Union",
        ),
        "tier_B": Phrases(
            _TIER, "it helps people manage their health (tier B)", "it is not of tier B"
        ),
        "tier_C": Phrases(
            _TIER, "it treats, diagnoses or guides care (tier C)", "it is not of tier C"
        ),
        "live": Phrases("whether it is live", "it is live", "it is not live"),
        "pilot": Phrases(
            "whether it is piloted",
            "it is piloted, or about to be",
            "no pilot is under way or planned",
        ),
        "over_5m": Phrases(
            "the value of its contract",
            "its contract is worth more than the sum from which the law asks for measures",
            "its contract is worth no more than the sum from which the law asks for measures",
        ),
    }
)
