"""A step needs a workshop: the tabs and the journal of the steps' own tests."""

from tests.workshop.steps.conftest import journal, shipped, tab, workspace

__all__ = ["journal", "shipped", "tab", "workspace"]
