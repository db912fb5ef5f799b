"""The server: SPARQL 1.1 Protocol, the named queries as an API, linked data, and the pages for people.

Nothing a stranger sends is run in the process that listens. Queries go to a pool of worker processes
(``pool``, ``worker``), which hold an immutable build open for reading, cannot reach a network or start a program
(``confinement``), and are killed at the deadline.
"""
