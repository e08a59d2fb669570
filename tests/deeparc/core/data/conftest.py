"""A small web server on this machine, which can break off, refuse ranges or lie; and a data folder of its own."""

import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from deeparc.core.data import download


class Server:
    """Serves `files`; `requests` has the path and the Range header of each request."""

    def __init__(self):
        self.files: dict[str, bytes] = {}
        self.requests: list[tuple[str, str | None]] = []
        self.ranges = True  # answers Range with 206
        self.cut: list[int] = []  # how many bytes of each of the next answers are sent before the line goes dead
        self.status: list[int] = []  # refusals to begin with
        self.shift = 0  # by how much Content-Range is wrong
        self.lengths = True  # sends Content-Length
        self.address = ""

    def handler(self):
        server = self

        class Handler(BaseHTTPRequestHandler):
            def do_GET(self):
                asked = self.headers.get("Range")
                server.requests.append((self.path, asked))
                content = server.files.get(self.path)
                if server.status:
                    return self.send_error(server.status.pop(0))
                if content is None:
                    return self.send_error(404)
                start = 0
                if asked and server.ranges:
                    start = int(asked.removeprefix("bytes=").removesuffix("-"))
                    if start >= len(content):
                        return self.send_error(416)
                    self.send_response(206)
                    self.send_header("Content-Range", f"bytes {start + server.shift}-{len(content) - 1}/{len(content)}")
                else:
                    self.send_response(200)
                if server.lengths:
                    self.send_header("Content-Length", str(len(content) - start))
                self.end_headers()
                body = content[start:]
                self.wfile.write(body[: server.cut.pop(0)] if server.cut else body)

            def log_message(self, *args):
                pass

        return Handler


@pytest.fixture
def server(monkeypatch):
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(download, "PAUSE", 0.0)
    state = Server()
    http = ThreadingHTTPServer(("127.0.0.1", 0), state.handler())
    state.address = f"http://127.0.0.1:{http.server_port}/"
    thread = threading.Thread(target=http.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
    thread.start()
    yield state
    http.shutdown()
    http.server_close()
    thread.join()


@pytest.fixture
def nobody(monkeypatch):
    """An address on this machine where nothing answers."""
    monkeypatch.setenv("no_proxy", "127.0.0.1")
    monkeypatch.setattr(download, "PAUSE", 0.0)
    with ThreadingHTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler) as http:
        port = http.server_port
    return f"http://127.0.0.1:{port}/"


@pytest.fixture(autouse=True)
def data_folder(monkeypatch, tmp_path):
    monkeypatch.setenv("DEEPARC_DATA", str(tmp_path / "data"))
    return tmp_path / "data"
