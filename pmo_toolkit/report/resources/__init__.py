"""People and months in a report."""
