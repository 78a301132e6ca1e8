"""Stage: an edited letter -> the text of one format."""
