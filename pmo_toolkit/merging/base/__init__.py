"""A workspace as its PMO has it, and as it is written in a merged one."""
