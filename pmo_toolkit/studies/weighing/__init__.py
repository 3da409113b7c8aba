"""Weights that scorers give criteria by swing, and where proposals stand under them."""
