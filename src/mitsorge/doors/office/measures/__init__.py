"""The office's rooms for answers, measures, council papers and reports."""
