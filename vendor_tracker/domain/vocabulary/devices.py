"""Words about medical devices and their registration."""

from vendor_tracker.domain.vocabulary.coded import Coded


class DeviceMark(Coded):
    """The mark under which a device is sold."""

    ukca = "ukca", "UKCA", "The mark of Great Britain"
    ce = "ce", "CE", "The mark of the European Union, accepted here for a time"
    both = "both", "UKCA and CE", "Both marks"
    none = "none", "No mark", "It carries neither mark"
    unknown = "unknown", "Not known", "Nobody has looked yet"


class DeviceClass(Coded):
    """The risk class of a device, from low to high."""

    class_1 = "I", "Class I", "Lowest risk; the maker declares it alone"
    class_2a = "IIa", "Class IIa", "A body outside the maker has checked it"
    class_2b = "IIb", "Class IIb", "Higher risk; a body outside the maker has checked it"
    class_3 = "III", "Class III", "Highest risk"
    unknown = "unknown", "Not known", "Nobody has said"
