"""What the product knows: rules, words, money and verdicts, in plain Python."""
