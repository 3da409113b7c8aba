"""The same work on many machines, with Dask."""
