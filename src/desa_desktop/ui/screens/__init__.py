"""One module per place in the navigation."""
