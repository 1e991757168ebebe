"""Words about documents that show something."""

from vendor_tracker.domain.vocabulary.coded import Coded


class EvidenceKind(Coded):
    """What a piece of evidence is."""

    dtac = "dtac", "DTAC form", "The NHS form on safety, data, security and access"
    dpia = "dpia", "Data protection assessment", "A DPIA: risks to people's data"
    safety_case = "safety_case", "Clinical safety case", "The argument that it is safe to use"
    hazard_log = "hazard_log", "Hazard log", "What could go wrong and how it is controlled"
    certificate = "certificate", "Certificate", "Such as Cyber Essentials or a device mark"
    security_test = "security_test", "Security test", "A report by people who tried to break in"
    device_registration = (
        "device_registration",
        "Device registration",
        "The entry in the public register of medical devices",
    )
    study = "study", "Study or test report", "How well it worked, on whom"
    model_card = "model_card", "Model card", "The supplier's fact sheet about the product"
    price_list = "price_list", "Price list or quote", "What the supplier says it costs"
    contract = "contract", "Contract", "What both sides signed"
    letter = "letter", "Letter or e-mail", "Something written to us"
    report = "report", "Report", "A monitoring, audit or meeting report"
    other = "other", "Other", "Anything else"


class ScanState(Coded):
    """What is known of a file from the virus scanner."""

    not_scanned = "not_scanned", "Not scanned", "No scanner is set up"
    held = "held", "Held", "It waits until the scanner has looked at it"
    clean = "clean", "Clean", "The scanner found nothing"
    infected = "infected", "Infected", "The scanner found something; it is never given out"
