"""Open questions of all proposals, a page a department."""
