"""Forms: what a person may type, and the words when it cannot be read."""
