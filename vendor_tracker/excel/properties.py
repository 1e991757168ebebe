"""What a workbook says about itself in its document properties."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Properties:
    """Title, subject and maker of a workbook, and when it was made."""

    title: str
    created: datetime
    subject: str = ""
    creator: str = "Vendor Tracker"
    description: str = ""
