"""Selections of large portfolios by simulated annealing, as machine code."""
