"""Tests of the made-up neighbourhood."""
