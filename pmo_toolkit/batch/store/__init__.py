"""Where results lie: whole or not at all, one run at a time, on this disk or at an address."""
