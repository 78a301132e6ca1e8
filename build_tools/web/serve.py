"""Live preview: MkDocs serves the site and builds it anew whenever a source is saved."""

from __future__ import annotations

import errno
import logging
import sys
from pathlib import Path

from mkdocs.commands.serve import serve as mkdocs_serve
from mkdocs.exceptions import Abort, MkDocsException

from build_tools.errors import UsageError
from build_tools.web.generate import CONFIG


def serve(root: Path, port: int) -> int:
    """Serve the edition of a folder on 127.0.0.1 until it is stopped; return the exit status.

    The hook stages the pages before each build, proves them after it, and says what is watched. Findings go to standard
    error; one of severity error keeps the last good pages. Raises UsageError where the port cannot be used.
    """
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(logging.Formatter("%(message)s"))
    logger = logging.getLogger("mkdocs")
    logger.addHandler(handler)
    logger.setLevel(logging.INFO)
    try:
        mkdocs_serve(config_file=str(root / CONFIG), dev_addr=f"127.0.0.1:{port}")
    except (Abort, MkDocsException) as fault:
        logger.error(str(fault))
        return 1
    except OSError as fault:
        if fault.errno not in (errno.EADDRINUSE, errno.EACCES):
            raise
        raise UsageError(f"port {port} cannot be used ({fault.strerror}); name another one with --port") from fault
    finally:
        logger.removeHandler(handler)
    return 0
