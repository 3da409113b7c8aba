"""What became of each proposal, kept so that nothing is lost: journal, manifest, hashes, the log of events."""
