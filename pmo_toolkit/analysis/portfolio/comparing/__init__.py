"""Selections beside each other: the frontier, and the naive list."""
