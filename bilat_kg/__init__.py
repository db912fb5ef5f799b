"""Articles about the relations between two countries become a knowledge graph with evidence."""
