"""Training: what learns from published articles. Not part of the wheel; see README.md, “What was learned from what”."""
