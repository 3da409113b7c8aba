"""What is there to begin with: runs that were made before."""
