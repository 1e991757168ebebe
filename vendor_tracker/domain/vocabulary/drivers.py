"""Words about what costs grow with."""

from vendor_tracker.domain.vocabulary.coded import Coded


class DriverKind(Coded):
    """What a cost grows with; entered once for a product and shared by its lines."""

    studies = "studies", "Cases a year", "Scans, referrals or letters that it reads or writes"
    users = "users", "Users", "People with an account"
    sites = "sites", "Sites", "Places where it is used"
    gigabytes = "gigabytes", "Gigabytes a year", "Data that is kept or moved"
    patients = "patients", "Patients a year", "People in whose care it has a part"
    errors = "errors", "Errors a year", "Faults that somebody has to sort and look into"
    updates = "updates", "Updates a year", "New versions that have to be checked again"
    starters = "starters", "New starters a year", "People who have to be trained"
