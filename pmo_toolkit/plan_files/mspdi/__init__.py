"""Plans of Microsoft Project as XML (MSPDI), read and written."""
