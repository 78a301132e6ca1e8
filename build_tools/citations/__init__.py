"""Stage 3: citations of a letter found, resolved to authorities, and the bibliography that holds these."""
