"""From rows of items or of counts to items a week of each team, with what was odd."""
