"""Where things are: bodies, municipalities, postcodes, planning areas, points and distances."""
