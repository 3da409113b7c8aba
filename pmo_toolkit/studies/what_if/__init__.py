"""What becomes of one proposal under other figures, fast enough to follow a slider."""
