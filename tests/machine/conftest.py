"""These tests run on both databases."""

from tests.databases import both_engines as engine_name  # noqa: F401  # a fixture
