"""Who may read the issued figures by machine: a key each, made and revoked by the team."""
