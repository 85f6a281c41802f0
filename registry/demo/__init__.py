"""A made-up neighbourhood, the same for the same seed and day, made only through the services."""
