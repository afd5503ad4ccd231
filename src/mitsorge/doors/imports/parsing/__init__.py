"""From the cells of a row to the fields of an offer. Pure: no database, no clock."""
