"""What these tests keep in a database runs on both."""

from tests.databases import both_engines as engine_name  # noqa: F401  # a fixture
