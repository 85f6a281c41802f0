"""Centres with their opening hours, and the tablets that stand in them."""
