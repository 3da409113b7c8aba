"""The portfolio for whoever moderates it: how sure the picture is, scenarios, dissent, changes."""
