"""What forms are made of: fields, the door for HTML, calls that wait, a step of a workshop."""
