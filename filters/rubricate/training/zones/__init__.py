"""Training of the zones: an augmenting renderer of tagged articles, and a linear-chain CRF."""
