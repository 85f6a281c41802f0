"""What could not be taken in as it came, and what the team decided about it."""
