"""Judgements of several people on one quantity, combined."""
