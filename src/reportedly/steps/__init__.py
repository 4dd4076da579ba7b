"""One file for each question that a reader asks of an article."""
