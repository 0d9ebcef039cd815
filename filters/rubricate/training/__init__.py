"""Training of the shipped models; left out of the wheel."""
