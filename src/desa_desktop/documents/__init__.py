"""What is printed: each page is described once and drawn by a writer."""
