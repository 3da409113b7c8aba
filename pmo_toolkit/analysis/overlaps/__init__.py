"""Proposals that may ask for the same, or for what a service already does, in other words."""
