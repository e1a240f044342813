"""Isi awal: figures that the program knows already, proposed for the questions of a form (prodeskel.md 8).

Nothing here fills a form: a proposal has an origin, a day and a coverage, and a person accepts it.
"""
