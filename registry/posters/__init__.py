"""Posters: a code that lets a phone check in at one occurrence, anonymous, while it is open."""
