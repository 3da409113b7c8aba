"""Plans in files: read as scheduling problems, written as schedules."""
