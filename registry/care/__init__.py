"""Care for what is kept, across subjects."""
