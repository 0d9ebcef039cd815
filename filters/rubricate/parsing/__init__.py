"""Parsing: pure functions from a string to a small value with its confidence. No pandoc and no XML in sight."""
