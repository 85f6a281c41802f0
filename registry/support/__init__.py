"""What else the centres do: help requests, stories, what was done with what people said."""
