"""Serves a folder on 127.0.0.1 as a plain static host does, at the root or below a path, compressed where asked."""

from __future__ import annotations

import gzip
import io
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from functools import lru_cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import IO

COMPRESSED = {".html", ".css", ".js", ".json", ".svg", ".txt", ".xml"}
"""What every host compresses."""


@contextmanager
def served(folder: Path, under: str = "", *, compressed: bool = False) -> Iterator[str]:
    """Serve a folder while the context lasts; gives http://127.0.0.1:PORT/under/ with a stroke at its end."""
    path = under.strip("/")
    handler = partial(_Quiet, directory=str(folder), under=path, compressed=compressed)
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}/" + (f"{path}/" if path else "")
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


@lru_cache(maxsize=256)
def squeezed(path: Path) -> bytes:
    """The content of a file as a host sends it."""
    return gzip.compress(path.read_bytes(), 9, mtime=0)


class _Quiet(SimpleHTTPRequestHandler):
    """Serves a folder, says nothing, and answers with gzip where that was asked for."""

    protocol_version = "HTTP/1.1"  # keeps the connection, as hosts do

    def __init__(self, *args: object, under: str, compressed: bool, **options: object) -> None:
        self.under = under
        self.compressed = compressed
        super().__init__(*args, **options)  # type: ignore[arg-type]

    def translate_path(self, path: str) -> str:
        base = f"/{self.under}/" if self.under else "/"
        # What lies beside the subfolder is not the edition's: a link that leaves it must fail here as on a host.
        return super().translate_path(path[len(base) - 1 :] if path.startswith(base) else "/no such file")

    def send_head(self) -> IO[bytes] | None:  # type: ignore[override]
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        asked = "gzip" in self.headers.get("Accept-Encoding", "")
        if not (self.compressed and asked and path.suffix in COMPRESSED and path.is_file()):
            return super().send_head()
        content = squeezed(path)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(str(path)))
        self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        self.send_header("Cache-Control", "max-age=86400")
        self.end_headers()
        return io.BytesIO(content)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002  # the name in the standard library
        return
