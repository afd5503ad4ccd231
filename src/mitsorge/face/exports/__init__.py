"""Tables and pictures that leave the house, all in one shape: CSV, XLSX with the passport, SVG, PNG."""
