"""Checks of what studies read: history, proposals and IT's offer, beyond the tables themselves."""
