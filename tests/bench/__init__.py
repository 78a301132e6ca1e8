"""Measures the tool against the libraries underneath, on letters made by resampling the real ones."""
