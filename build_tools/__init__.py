"""Turn transcriptions of diplomatic letters into an annotated reading edition."""
