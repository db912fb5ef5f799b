"""Speed as ratios of two times taken in one run on one machine, so that the figures of two machines can be compared.

``python -m benchmarks`` measures all of them, ``python -m benchmarks startup`` one. Each line says what was measured
against what, the ratio, and what it has to be. Nothing here is a test: a busy machine may miss a figure.
"""
