"""Judgements of several scorers: written down as they come, seen by others once revealed."""
