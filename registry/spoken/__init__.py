"""Recorded voices: short clips of what the kiosk reads aloud, per text and language."""
