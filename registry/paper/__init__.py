"""The only place that makes PDF: HTML in, PDF out; it never opens the database."""
