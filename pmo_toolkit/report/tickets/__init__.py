"""Sections on tickets, and on who was heard."""
