"""Entities of the graph and the items of Wikidata: links, what people decided, reconciliation, differences."""
