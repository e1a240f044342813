"""The kiriman format as code; decides everything that can be decided without a disk."""
