"""What was issued once, as it is kept: every later version has to load it and print the same."""
