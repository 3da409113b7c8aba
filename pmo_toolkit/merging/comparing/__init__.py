"""What several PMOs have in common, and where they contradict each other."""
