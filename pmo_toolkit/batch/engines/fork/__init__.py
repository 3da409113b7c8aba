"""Notebooks without the price of a new Python each.

Kernels inside processes forked from a parent that is warm already.

A parent process loads the libraries, and what all proposals share, once; for each notebook it forks
a process that is papermill, kernel and renderer in one, and that ends with it. Isolation is the
process, never a reset shell.
"""
