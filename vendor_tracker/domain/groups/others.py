"""Lists of groups beside ethnicity: deprivation, age, sex, skin tone."""

from vendor_tracker.domain.groups.model import Group, Scheme
from vendor_tracker.domain.vocabulary import GroupAttribute

AGE_BANDS = "AGE_BANDS"
SEX = "SEX"
MONK = "MONK"
FITZPATRICK = "FITZPATRICK"
_FIFTHS = (
    Group("1", "1, most deprived", also=("most deprived", "most deprived fifth")),
    Group("2", "2"),
    Group("3", "3"),
    Group("4", "4"),
    Group("5", "5, least deprived", also=("least deprived", "least deprived fifth")),
)
_FIFTH_WORDS = ("q", "quintile", "imd", "fifth", "imd quintile", "imd q")
_ONE_INDEX = (
    "England only. Never compare fifths of one edition of the index with those of another: "
    "areas moved between them."
)
_TONES = ("light", "light", "light", "medium", "medium", "medium", "dark", "dark", "dark", "dark")

SCHEMES = (
    Scheme(
        "IMD2025",
        "Index of multiple deprivation 2025, fifths",
        GroupAttribute.deprivation,
        _FIFTHS,
        "Ministry of Housing, Communities and Local Government, 30 October 2025",
        _ONE_INDEX,
        prefixes=_FIFTH_WORDS,
    ),
    Scheme(
        "IMD2019",
        "Index of multiple deprivation 2019, fifths",
        GroupAttribute.deprivation,
        _FIFTHS,
        "Ministry of Housing, Communities and Local Government, September 2019",
        _ONE_INDEX,
        prefixes=_FIFTH_WORDS,
    ),
    Scheme(
        AGE_BANDS,
        "Our age bands",
        GroupAttribute.age,
        (
            Group("0-4", "0 to 4", also=("under 5",)),
            Group("5-17", "5 to 17"),
            Group("18-39", "18 to 39"),
            Group("40-64", "40 to 64"),
            Group("65-79", "65 to 79"),
            Group("80+", "80 and over", also=("over 80", "80 plus", "80 and older", "80 or over")),
        ),
        "Our proposal: no official list of bands exists for England",
        "Bands that a supplier chose differently are kept as given and never cut anew.",
    ),
    Scheme(
        SEX,
        "Sex as recorded",
        GroupAttribute.sex,
        (
            Group("F", "Female", also=("women", "woman", "girls", "females", "2")),
            Group("M", "Male", also=("men", "man", "boys", "males", "1")),
            Group("I", "Intersex or indeterminate", also=("indeterminate", "intersex", "9")),
            Group(
                "X", "Not known", also=("unknown", "not stated", "0", "missing"), is_unknown=True
            ),
        ),
        "Person stated gender codes of the NHS Data Dictionary, as recorded",
    ),
    Scheme(
        MONK,
        "Monk skin tone scale, 1 to 10",
        GroupAttribute.skin_tone,
        (
            *(Group(str(n), f"Monk {n}", under=tone) for n, tone in enumerate(_TONES, 1)),
            Group("light", "Light, Monk 1 to 3", also=("monk 1 3", "1 3", "lighter"), is_band=True),
            Group("medium", "Medium, Monk 4 to 6", also=("monk 4 6", "4 6"), is_band=True),
            Group("dark", "Dark, Monk 7 to 10", also=("monk 7 10", "7 10", "darker"), is_band=True),
        ),
        "Monk skin tone scale (2022)",
        prefixes=("monk", "mst", "tone"),
    ),
    Scheme(
        FITZPATRICK,
        "Fitzpatrick skin type, I to VI",
        GroupAttribute.skin_tone,
        (
            Group("I", "Type I", "I-II", also=("1",)),
            Group("II", "Type II", "I-II", also=("2",)),
            Group("III", "Type III", "III-IV", also=("3",)),
            Group("IV", "Type IV", "III-IV", also=("4",)),
            Group("V", "Type V", "V-VI", also=("5",)),
            Group("VI", "Type VI", "V-VI", also=("6",)),
            Group("I-II", "Types I and II", also=("i and ii", "1 2", "i ii"), is_band=True),
            Group("III-IV", "Types III and IV", also=("iii and iv", "3 4", "iii iv"), is_band=True),
            Group("V-VI", "Types V and VI", also=("v and vi", "5 6", "v vi"), is_band=True),
        ),
        "Fitzpatrick (1975, 1988)",
        "The scale is a weak proxy: it was made for how skin reacts to sun, not for its tone. "
        "Ask for the Monk scale.",
        prefixes=("type", "types", "fitzpatrick", "fitzpatrick type", "fst"),
    ),
)
