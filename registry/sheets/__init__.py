"""The monthly impact sheet: figures joined with wording, as page data, JSON and PDF."""
