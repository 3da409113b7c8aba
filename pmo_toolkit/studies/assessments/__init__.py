"""Assessments that have been made already, so that a study need not make them."""
