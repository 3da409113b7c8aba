"""What the enterprise PMO sets: scenarios and targets, read and checked."""
