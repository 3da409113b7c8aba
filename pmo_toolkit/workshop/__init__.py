"""Forms in JupyterLab over the functions that commands call; they compute nothing themselves."""
