"""Faults on purpose: what was sent is stored once, whatever happens on the way."""
