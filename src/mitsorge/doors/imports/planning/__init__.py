"""The dry run: rows of a file beside what the directory holds, and what would become of them."""
