"""Robust Portfolio Modelling: what stands in every good portfolio, in some, and in none."""
