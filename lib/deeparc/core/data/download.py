"""Fetch one file over HTTP: with progress, going on where an earlier try stopped, checked before it gets its name.

The file grows under the name `….part`. Once its length and checksum are right it is renamed in one step, so a file
under its own name is always whole. A try that breaks off goes on with the HTTP header `Range`; where the server
does not know that header, it begins again.
"""

import hashlib
import http.client
import os
import re
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Sequence
from pathlib import Path

from deeparc.core.data.files import DataError

BLOCK = 1 << 16  # bytes read at a time
ATTEMPTS = 3  # for each address
PAUSE = 0.5  # seconds before the second attempt; doubled each time


def digest(path: Path) -> str:
    """Return a file's SHA-256 in hexadecimal digits."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def verify(
    path: Path, *, size: int | None = None, sha256: str | None = None, check: Callable[[Path], None] | None = None
) -> None:
    """Raise `ValueError` where a file has another length or checksum than expected, or `check` says so."""
    if size is not None and path.stat().st_size != size:
        raise ValueError(f"it has {path.stat().st_size:,} bytes, expected {size:,}")
    if sha256 is not None and (found := digest(path)) != sha256:
        raise ValueError(f"its SHA-256 is {found}, expected {sha256}")
    if check is not None:
        check(path)


def fetch(
    addresses: str | Sequence[str],
    path: str | Path,
    *,
    size: int | None = None,
    sha256: str | None = None,
    check: Callable[[Path], None] | None = None,
    limit: int = 1 << 30,
    by_hand: str | None = None,
    progress: bool = True,
    timeout: float = 20.0,
) -> Path:
    """Return `path`, after downloading it where it is not there yet.

    Args:
        addresses: one http or https address or several of the same file, tried in this order.
        path: where the file goes; its folder is made.
        size: the length in bytes, if known.
        sha256: the checksum, if known; without one a broken-off download begins again.
        check: called with the file's path before it gets its name; raises `ValueError` if the content is wrong.
        limit: no more bytes than this are read.
        by_hand: the address to name in the message, for a person with a browser; the first address by default.
        progress: show a progress bar on the standard error output.
        timeout: seconds without a byte after which an attempt counts as failed.

    Raises:
        ValueError: an address is not http or https.
        DataError: no address gave the file, or it is not what was expected; the message says what to do.
    """
    addresses = [addresses] if isinstance(addresses, str) else list(addresses)
    for address in addresses:
        if not address.startswith(("http://", "https://")):
            raise ValueError(f"addresses has {address!r}, expected http:// or https://")
    path = Path(path)
    if path.is_file():
        try:
            verify(path, size=size, sha256=sha256, check=check)
        except ValueError as error:
            raise DataError(f"{path} is broken: {error}; delete it and run this again") from error
        return path

    part = path.with_name(path.name + ".part")
    path.parent.mkdir(parents=True, exist_ok=True)
    if sha256 is None:
        part.unlink(missing_ok=True)
    trouble = "no address was given"
    for address in addresses:
        try:
            _persist(address, part, size, limit, sha256 is not None, progress, timeout)
            verify(part, size=size, sha256=sha256, check=check)
        except (OSError, http.client.HTTPException) as error:
            trouble = f"{address}: {getattr(error, 'reason', None) or error or type(error).__name__}"
        except ValueError as error:
            part.unlink(missing_ok=True)  # wrong bytes are no start to go on from
            trouble = f"{address}: {error}"
        else:
            os.replace(part, path)
            return path
    kept = ""
    if sha256 is None:
        part.unlink(missing_ok=True)
    elif part.is_file() and part.stat().st_size:
        kept = f" The {part.stat().st_size:,} bytes that came are kept, and the next try goes on from there."
    raise DataError(
        f"could not download {path.name} ({trouble}).{kept} Without a network: download it elsewhere from "
        f"{by_hand or addresses[0]} and put it at {path}"
    )


def _persist(
    address: str, part: Path, size: int | None, limit: int, resume: bool, progress: bool, timeout: float
) -> None:
    """Transfer until the file is whole, at most ATTEMPTS times; an answer such as "not found" is final."""
    for attempt in range(ATTEMPTS):
        if attempt:
            time.sleep(PAUSE * 2 ** (attempt - 1))
            if not resume:
                part.unlink(missing_ok=True)
        try:
            _transfer(address, part, size, limit, progress, timeout)
            return
        except urllib.error.HTTPError as error:
            error.close()
            if error.code == 416:  # the server has no bytes after those we hold: ours are wrong
                part.unlink(missing_ok=True)
            if attempt == ATTEMPTS - 1 or (error.code < 500 and error.code != 416):
                raise
        except (OSError, http.client.HTTPException):
            if attempt == ATTEMPTS - 1:
                raise


def _transfer(address: str, part: Path, size: int | None, limit: int, progress: bool, timeout: float) -> None:
    """Append to `part` what is missing; raise ConnectionError where the answer ends too early."""
    from tqdm import tqdm

    start = part.stat().st_size if part.is_file() else 0
    if size is not None and start == size:
        return
    headers = {"User-Agent": "deeparc", "Accept-Encoding": "identity"}
    if start:
        headers["Range"] = f"bytes={start}-"
    with urllib.request.urlopen(urllib.request.Request(address, headers=headers), timeout=timeout) as reply:
        total = None
        if reply.status == 206:
            given = re.fullmatch(r"bytes (\d+)-\d+/(\d+|\*)", reply.headers.get("Content-Range", "").strip())
            if not given or int(given[1]) != start:
                raise ValueError(f"the server sent {reply.headers.get('Content-Range')!r} for bytes from {start}")
            total = None if given[2] == "*" else int(given[2])
        else:
            start = 0
            length = reply.headers.get("Content-Length", "")
            total = int(length) if length.isdigit() else None
        if size is not None and total is not None and total != size:
            raise ValueError(f"the server offers {total:,} bytes, expected {size:,}")
        most = size if size is not None else limit
        bar = tqdm(total=total or size, initial=start, unit="B", unit_scale=True, desc=part.stem, disable=not progress)
        with bar, part.open("ab" if start else "wb") as file:
            done = start
            while block := reply.read(BLOCK):
                done += len(block)
                if done > most:
                    raise ValueError(f"the server sent more than {most:,} bytes")
                file.write(block)
                bar.update(len(block))
    whole = total if total is not None else size
    if whole is not None and done < whole:
        raise ConnectionError(f"the connection ended after {done:,} of {whole:,} bytes")
