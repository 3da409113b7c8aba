"""Charts of people and months."""
