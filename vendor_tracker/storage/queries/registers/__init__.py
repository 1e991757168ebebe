"""What each sheet of the register shows: rows with the names of the columns, in a fixed order."""
