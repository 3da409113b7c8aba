"""A workshop as it stands: who scores what, reasons, ranges, and the outside view beside them."""
