"""What plans of all formats share: shapes, numbers in a text, working time."""
