"""The W3C's SPARQL 1.1 tests over HTTP: ``python -m benchmarks.conformance FOLDER``, a checkout of w3c/rdf-tests."""
