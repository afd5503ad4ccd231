"""Files of official and own figures, read as they are published."""
