"""QR passes: a random token on a card, a keyed hash in the database, no name."""
