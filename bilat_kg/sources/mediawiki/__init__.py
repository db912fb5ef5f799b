"""What MediaWiki writes: wikitext, HTML, dumps, answers of its API."""
