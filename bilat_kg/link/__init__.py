"""Entities of the graph and the items of Wikidata: which of them are the same."""
