"""Commands over all proposals of a workspace together: one page, one plan, one pack."""
