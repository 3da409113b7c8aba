"""Worker processes with kernels of their own, where nothing can be forked, and for `--engine spawn`."""
