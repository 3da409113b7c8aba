"""Charts of finished projects that are looked at in JupyterLab, drawn by seaborn."""
