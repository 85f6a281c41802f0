"""Tests of the read-only API of issued figures."""
