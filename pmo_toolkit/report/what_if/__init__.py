"""How a proposal under other figures is shown: old beside new."""
