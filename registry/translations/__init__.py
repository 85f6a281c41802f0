"""The one catalogue: what screens, errors, questions and sheets say, in each language."""
