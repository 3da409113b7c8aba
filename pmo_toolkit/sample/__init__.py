"""The sample organisation: fictional, made from a seed, whole enough to try everything on."""

from pmo_toolkit.sample.tables import DEFAULT_PROPOSALS, DEFAULT_SEED, make_sample
from pmo_toolkit.sample.writing import write_sample

__all__ = ["DEFAULT_PROPOSALS", "DEFAULT_SEED", "make_sample", "write_sample"]
