"""What was advised and estimated before, beside what was decided and what became of it."""
