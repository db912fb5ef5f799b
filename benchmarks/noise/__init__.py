"""Noise tests: the damage of real pages done to the development articles, and what it costs."""
