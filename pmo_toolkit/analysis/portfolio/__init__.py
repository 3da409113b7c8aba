"""Which proposals, by which option and from which quarter on, under money, people and ties."""
