"""What Wikidata says beside what our articles say: differences, and statements for its editors to check and add."""
