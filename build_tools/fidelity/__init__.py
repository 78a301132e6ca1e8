"""Proofs: every character of a witness has its place, and every rendering says what the witness says."""
