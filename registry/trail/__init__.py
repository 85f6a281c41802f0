"""The audit trail as it is read: who, what, before, after, why, by person, kind and day."""
