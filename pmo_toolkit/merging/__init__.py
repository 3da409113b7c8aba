"""Workspaces of several PMOs as one: ids apart, conflicts listed, nothing overwritten."""
