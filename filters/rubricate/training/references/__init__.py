"""Training of the reference parser: data, synthetic references, models, calibration."""
