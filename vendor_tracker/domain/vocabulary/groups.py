"""Words about groups of patients, sites and machines that a result is told apart by."""

from vendor_tracker.domain.vocabulary.coded import Coded


class GroupAttribute(Coded):
    """What groups are told apart by."""

    age = "age", "Age", "Bands as they were given; never cut anew"
    sex = "sex", "Sex", "Female and male, as recorded"
    gender = "gender", "Gender identity", "Recorded apart from sex"
    ethnicity = "ethnicity", "Ethnicity", "Say which list of groups was used"
    deprivation = "deprivation", "Deprivation", "Fifths of an index, with its year"
    disability = "disability", "Disability", "Any lasting condition that limits daily life"
    learning = "learning", "Learning disability", "People with a learning disability"
    mental = "mental", "Mental illness", "People with a mental illness"
    pregnancy = "pregnancy", "Pregnancy and maternity", "During pregnancy and after birth"
    language = "language", "Language or accent", "First language, accent, interpreter"
    skin_tone = "skin_tone", "Skin tone", "Monk scale if possible"
    body = "body", "Body size", "Weight, height, body mass index"
    illness = "illness", "Other illnesses", "Conditions beside the one looked for"
    site = "site", "Site", "Hospital, clinic or practice"
    device = "device", "Machine", "Maker and model of the equipment"
    protocol = "protocol", "Protocol or setting", "How the machine was set"
    region = "region", "Region", "Part of a country, town or countryside"
    inclusion = "inclusion", "Inclusion health", "Such as people who are homeless"
    other = "other", "Other", "Anything else that groups were told apart by"


class BarAbout(Coded):
    """What a bar limits: the figure itself, or the gap between groups."""

    level = "level", "The figure", "How good the result must be"
    gap = "gap", "The gap between groups", "How far a group may fall behind"


class Tester(Coded):
    """Who ran a test."""

    # Not a test of ours: pytest must not collect it.
    __test__ = False

    us = "us", "We did", "Our own people tested it"
    independent = "independent", "Somebody independent", "Neither the supplier nor paid by it"
    paid = "paid", "Somebody paid by the supplier", "Others tested it, the supplier paid"
    supplier = "supplier", "The supplier", "The maker tested its own product"
    unknown = "unknown", "Not known", "Nobody has said who tested it"


class TestData(Coded):
    """Which data a test used."""

    # Not a test of ours: pytest must not collect it.
    __test__ = False

    ours = "ours", "Our own patients", "Data of this organisation"
    uk = "uk", "Other UK patients", "NHS data from elsewhere"
    outside = "outside", "Outside data", "Data that its maker never trained on, from abroad"
    same = "same", "The maker's own data", "From the same places as the training data"
    simulated = "simulated", "Made up", "Simulated or invented cases"
    unknown = "unknown", "Not known", "Nobody has said which data"
