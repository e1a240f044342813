"""The nouns of the village, their rules and checks."""
