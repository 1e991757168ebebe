"""Words about claims: what a supplier says, how it was shown, how it stands."""

from vendor_tracker.domain.vocabulary.coded import Coded


class ClaimKind(Coded):
    """What a statement is about. T is openness, B is fairness between groups."""

    T1 = "T1", "Intended use", "What the product is for, and for whom"
    T2 = "T2", "Output and its part in decisions", "What it shows and what staff do with it"
    T3 = "T3", "Training data", "What the product learned from"
    T4 = "T4", "Inputs used", "Which facts about a patient go in"
    T5 = "T5", "Performance", "How often it is right, how fast, how much"
    T6 = "T6", "Tested on outside data", "How it did on data its maker never used"
    T7 = "T7", "Limits", "Where it fails or must not be used"
    T8 = "T8", "Explanation for the user", "What it tells staff about why"
    T9 = "T9", "Human oversight", "Who checks it and can stop it"
    T10 = "T10", "Updates and monitoring", "How it changes and who watches it"
    T11 = "T11", "Regulatory status", "Registrations, certificates, approvals"
    T12 = "T12", "Other firms involved", "Models or services it depends on"
    T13 = "T13", "Use of our data", "What the supplier does with our data"
    T14 = "T14", "Benefit", "Time, money or better outcomes it promises"
    B1 = "B1", "Who the data represents", "Whether patients like ours were included"
    B2 = "B2", "Works equally well for groups", "The same result for different groups"
    B3 = "B3", "Steps taken against bias", "What the maker did to make it fairer"
    B4 = "B4", "Leaves out a protected trait", "Does not use, say, sex; no proof of fairness"
    B5 = "B5", "Watching groups in use", "Live results are checked group by group"
    B6 = "B6", "Access for everyone", "People who are offline, or need language help"
    B7 = "B7", "Equal outcomes for groups", "Groups benefit equally in the end"


class SetBy(Coded):
    """Who chose a bar, a measure, the groups or a form."""

    us = "us", "Us", "Our own people chose it"
    supplier = "supplier", "Supplier", "The supplier chose it"
    both = "both", "Both together", "We and the supplier agreed it"
    national = "national", "A national body", "A regulator or national standard sets it"
    nobody = "nobody", "Nobody can say", "Nobody could tell us who chose it"


class Direction(Coded):
    """Which way a figure is better."""

    higher = "higher", "Higher is better", "Such as the share of cases found"
    # The word hides str.lower on these members; nobody lowers a stored value.
    lower = "lower", "Lower is better", "Such as the share of false alarms"  # type: ignore[assignment]


class Strength(Coded):
    """How well something was shown, from nothing to a live study with outcomes."""

    s0 = "0", "Nothing", "No support at all"
    s1 = "1", "Their word only", "A statement by the supplier"
    s2 = "2", "Supplier's own test", "The supplier tested it on its own data"
    s3 = "3", "Supplier's test on outside data", "The supplier tested it on data from elsewhere"
    s4 = "4", "Independent test", "Somebody else tested it on past cases"
    s5 = "5", "Published or UK test", "Reviewed by experts at several sites, or tested in the UK"
    s6 = "6", "Our own test", "We tested it on our past cases"
    s7 = "7", "Live study", "Measured in real use, or a trial that counted outcomes"


class Verdict(Coded):
    """What a result says when it is held against a bar."""

    meets = "meets", "Meets", "Even the weak end of the range reaches the bar"
    cannot_tell = (
        "cannot_tell",
        "Cannot tell",
        "The result reaches the bar, but the range crosses it or is not given",
    )
    not_shown = (
        "not_shown",
        "Not shown",
        "The result misses the bar, though the range still crosses it",
    )
    fails = "fails", "Fails", "The whole range misses the bar"
    not_checkable = "not_checkable", "Not checkable", "There is no figure to compare"
