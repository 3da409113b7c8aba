"""Charts of all proposals together: money by outcome, value against cost, scenarios, balance."""
