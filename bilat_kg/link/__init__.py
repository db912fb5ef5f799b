"""From entities to Wikidata items: what a link rests on, what people decided, and what stays open."""
