"""Form templates: read, check, answer, score."""
