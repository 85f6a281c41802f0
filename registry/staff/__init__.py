"""Accounts, roles and sign-in of the people who work with the registry."""
