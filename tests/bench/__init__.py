"""Measuring the check-in beside minimal views that do the same work."""
