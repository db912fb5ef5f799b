"""Reconciliation: which entity, or which item of Wikidata, a name means, by the W3C Reconciliation Service API.

``service`` answers over the gazetteer and a graph and knows Bengali inflection; ``application`` puts it on the web.
``client`` asks a service elsewhere, politely, and believes little of what it hears. Both speak versions 0.2 and
1.0-draft (``messages``, ``dialects``).
"""
