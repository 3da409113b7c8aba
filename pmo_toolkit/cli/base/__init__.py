"""Options that commands share, and the time that they may take."""
