"""The kiosk's texts: the catalogue's in each language, and what a centre says differently."""
