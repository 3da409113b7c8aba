"""Workbooks of ours that come back filled in."""
