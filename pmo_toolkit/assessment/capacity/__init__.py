"""Remaining resources of a workspace, for one proposal and for several after one another."""
