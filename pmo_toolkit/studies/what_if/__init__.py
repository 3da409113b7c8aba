"""What becomes of one proposal if some of its figures were others, fast enough to follow a slider."""
