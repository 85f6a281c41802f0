"""Activities, their recurrence, and the dated occurrences that follow from it."""
