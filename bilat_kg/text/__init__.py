"""Reading articles: the only rooms that know spaCy."""
