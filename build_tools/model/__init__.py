"""Frozen records of the edition: no reading of files, no rendering."""
