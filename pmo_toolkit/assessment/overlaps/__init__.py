"""Proposals of a workspace that may ask for the same: what is compared, and by what."""
