"""The pen: what residents touch. It writes in the registry and reads no statistics."""
