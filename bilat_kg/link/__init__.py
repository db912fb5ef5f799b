"""Our graph and others: Wikidata first."""
