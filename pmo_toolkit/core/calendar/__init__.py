"""Days, months and quarters."""
