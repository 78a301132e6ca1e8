"""Stage: an edition and its renderings -> pages on the disk, and the site that a generator makes of them.

summary, pages, data, search -> stage (tree) -> generate -> publish; hook for those who start the generator themselves.
"""
