"""Words about products: where they stand and what is true of them."""

from vendor_tracker.domain.vocabulary.coded import Coded


class Stage(Coded):
    """How far a product has come with us."""

    watching = "watching", "Watching", "We know of it and have not begun to choose"
    shortlisted = "shortlisted", "Shortlisted", "One of a few products we look at closely"
    evaluating = "evaluating", "Evaluating", "We are weighing it up before a decision"
    piloting = "piloting", "Piloting", "We try it for a limited time before an award"
    contracted = "contracted", "Contracted", "Bought, and not yet used for patients"
    live = "live", "Live", "In use"
    retired = "retired", "Retired", "No longer used"


class Known(Coded):
    """An answer that may be missing."""

    yes = "yes", "Yes", "Checked, and true"
    no = "no", "No", "Checked, and not true"
    unknown = "unknown", "Not known", "Nobody has checked yet; we treat it as if it could be true"


class EsfTier(Coded):
    """The class of the product in NICE's evidence standards framework."""

    A = "A", "Helps the service run (tier A)", "Saves time or money and does not guide care"
    B = "B", "Helps people manage their health (tier B)", "Informs, supports or records for people"
    C = "C", "Treats, diagnoses or guides care (tier C)", "Its result can change what is done"
    unknown = "unknown", "Not known", "Nobody has decided yet; we treat it as the strictest"


class ProductFact(Coded):
    """One thing that is or is not true of a product."""

    care = "care", "Supports direct care of patients", "Staff use it while caring for someone"
    dev = "dev", "Is a medical device", "By the supplier's intended purpose"
    pd = "pd", "Uses personal data", "Anything about a person who could be recognised"
    gen = "gen", "Is generative", "Writes text, speech or pictures of its own"
    scr = "scr", "Listens to consultations", "An ambient scribe that drafts notes from speech"
    adp = "adp", "Changes after it is installed", "Learns or is tuned while in use"
    host = "host", "Is hosted by the supplier", "Runs on servers that are not ours"
    int_ = "int", "Connects to clinical systems", "Reads from or writes to our records"
    img = "img", "Reads images or signals", "Scans, photographs, traces or other sensors"
    pat = "pat", "Is used by patients", "Patients see or operate it themselves"
    trn = "trn", "Supplier wants our data to improve it", "Our data would train the product"
    third_party = (
        "third_party",
        "Relies on another firm's model",
        "Part of it is a model the supplier did not make",
    )
    auto = "auto", "Acts without a person confirming", "Nobody has to agree before it acts"
    eu = "eu", "Is also used in the European Union", "The EU's AI law may then apply too"
    dpia_signed = (
        "dpia_signed",
        "Data protection assessment signed",
        "Our data protection officer has signed a DPIA for this use",
    )
    dcb0160_approved = (
        "dcb0160_approved",
        "Our safety case is approved",
        "Our own clinical safety case (DCB0160) is approved for this use",
    )
