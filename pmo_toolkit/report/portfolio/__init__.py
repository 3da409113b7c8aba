"""The sections of the page over all proposals, for whoever moderates the decision."""
