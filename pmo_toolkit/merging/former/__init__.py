"""The merged workspace on the disk: what was written, edited and changed since."""
