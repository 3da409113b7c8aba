"""The sections of the start page."""
