"""The book: everything the centres know."""
