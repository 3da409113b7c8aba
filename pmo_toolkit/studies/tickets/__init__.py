"""Tickets of a workspace as one kind of evidence among others."""
