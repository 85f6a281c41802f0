"""Check-ins, their details, undo and quarantine; a visit is derived from them."""
