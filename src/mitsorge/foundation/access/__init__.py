"""Who gets in, and how: invitations, codes by letter, the second factor. Owns no table."""
