"""Tallies of one-tap answers and the deal that decides which question is next."""
