"""Ethnicity: the list of the 2021 census, that of the NHS, and what is lost between them."""

from vendor_tracker.domain.groups.model import Group, Scheme
from vendor_tracker.domain.vocabulary import GroupAttribute

ONS19 = "ONS2021_19"
ONS5 = "ONS2021_5"
NHS = "NHS_2001_16P1"
_CENSUS = "Office for National Statistics, census dictionary 2021, England and Wales"
_OTHER_NATIONS = "Scotland and Northern Ireland use other lists: keep theirs as given."

_ONS = (
    ("1", "Bangladeshi", "Asian", ()),
    ("2", "Chinese", "Asian", ()),
    ("3", "Indian", "Asian", ()),
    ("4", "Pakistani", "Asian", ()),
    ("5", "Other Asian", "Asian", ("any other Asian",)),
    ("6", "African", "Black", ("Black African",)),
    ("7", "Caribbean", "Black", ("Black Caribbean",)),
    ("8", "Other Black", "Black", ("any other Black",)),
    ("9", "White and Asian", "Mixed", ()),
    ("10", "White and Black African", "Mixed", ()),
    ("11", "White and Black Caribbean", "Mixed", ()),
    ("12", "Other Mixed", "Mixed", ("any other Mixed", "other mixed or multiple")),
    (
        "13",
        "English, Welsh, Scottish, Northern Irish or British",
        "White",
        ("White British", "British"),
    ),
    ("14", "Irish", "White", ("White Irish",)),
    ("15", "Gypsy or Irish Traveller", "White", ("Gypsy", "Irish Traveller")),
    ("16", "Roma", "White", ()),
    ("17", "Other White", "White", ("any other White",)),
    ("18", "Arab", "Other", ()),
    ("19", "Any other ethnic group", "Other", ("any other",)),
)
_WIDE = (
    ("Asian", ("Asian or Asian British", "Asian, Asian British or Asian Welsh")),
    ("Black", ("Black or Black British", "Black, Black British, Caribbean or African")),
    ("Mixed", ("Mixed or multiple", "Mixed or multiple ethnic groups")),
    ("White", ()),
    ("Other", ("Other ethnic group",)),
)
_NHS = (
    ("A", "British", "White", ("White British",)),
    ("B", "Irish", "White", ("White Irish",)),
    ("C", "Any other White", "White", ("Other White",)),
    ("D", "White and Black Caribbean", "Mixed", ()),
    ("E", "White and Black African", "Mixed", ()),
    ("F", "White and Asian", "Mixed", ()),
    ("G", "Any other Mixed", "Mixed", ("Other Mixed",)),
    ("H", "Indian", "Asian", ()),
    ("J", "Pakistani", "Asian", ()),
    ("K", "Bangladeshi", "Asian", ()),
    ("L", "Any other Asian", "Asian", ("Other Asian",)),
    ("M", "Caribbean", "Black", ("Black Caribbean",)),
    ("N", "African", "Black", ("Black African",)),
    ("P", "Any other Black", "Black", ("Other Black",)),
    ("R", "Chinese", "Other", ()),
    ("S", "Any other ethnic group", "Other", ("any other", "Other ethnic group")),
)

SCHEMES = (
    Scheme(
        ONS19,
        "Census 2021, 19 groups (ONS)",
        GroupAttribute.ethnicity,
        tuple(Group(*row) for row in _ONS),
        _CENSUS,
        _OTHER_NATIONS,
    ),
    Scheme(
        ONS5,
        "Census 2021, 5 wide groups (ONS)",
        GroupAttribute.ethnicity,
        tuple(Group(name, name, also=also) for name, also in _WIDE),
        _CENSUS,
        "Wide groups hide differences inside them. Chinese counts as Asian here, and as Other "
        "in the list of the NHS.",
    ),
    Scheme(
        NHS,
        "NHS ethnic category 2001, 16+1",
        GroupAttribute.ethnicity,
        (
            *(Group(*row) for row in _NHS),
            Group("Z", "Not stated", also=("declined", "refused"), is_unknown=True),
            Group("99", "Not known", also=("unknown", "missing", "not asked"), is_unknown=True),
        ),
        "NHS Data Dictionary, ethnic category: still the national standard for NHS records",
        "The first character is the code. Z and 99 are counted and shown as missing answers.",
        is_first_character=True,
    ),
)
# What each group of the census becomes in the list of the NHS; several become one.
TO_NHS = {
    "1": "K", "2": "R", "3": "H", "4": "J", "5": "L", "6": "N", "7": "M", "8": "P", "9": "F",
    "10": "E", "11": "D", "12": "G", "13": "A", "14": "B", "15": "C", "16": "C", "17": "C",
    "18": "S", "19": "S",
}  # fmt: skip
