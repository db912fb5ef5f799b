"""Metamorphic tests: other states, cities, people, dates and amounts in the same sentences, and the facts must follow.

The sentences are the examples of all rules and those of the development articles that yield facts by themselves. What
is expected of a recast sentence is what was read from it before, recast as well: the gold has no part in it. So this
measures whether extraction depends on who is spoken of, and not whether it is right.
"""
