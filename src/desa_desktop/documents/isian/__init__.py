"""Papers of a checklist: the blank and the filled form, the score card, the village's book, the Excel form.

All of them read the same Template; there is no code for one checklist (architecture.md 7).
"""
