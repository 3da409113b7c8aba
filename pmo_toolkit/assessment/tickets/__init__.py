"""What tickets say of one proposal, and what they cannot say."""
