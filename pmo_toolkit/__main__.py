"""``python -m pmo_toolkit`` does what ``pmo`` does."""

from pmo_toolkit.cli import main

if __name__ == "__main__":
    main()
