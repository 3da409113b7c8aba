"""Addresses such as ``s3://bucket/reports`` in place of a folder.

Opened with the driver that fsspec has for them.
"""

from __future__ import annotations

import re
from pathlib import Path
from secrets import token_hex
from typing import Any
from urllib.parse import unquote, urlsplit

from pmo_toolkit.batch.store.remote_folder import RemoteFolder
from pmo_toolkit.core.atomic_files import TEMPORARY
from pmo_toolkit.core.errors import UsageError, describe, shorten

#: Chained ones, as in ``simplecache::s3://bucket``, too: they are refused, never made a folder.
_ADDRESS = re.compile(r"([a-zA-Z][a-zA-Z0-9+.-]*::)*([a-zA-Z][a-zA-Z0-9+.-]+)://")
#: A colon and an at sign behind the slashes: a password, whatever characters it has.
_PASSWORD = re.compile(r"//[^:]*:.*@", re.DOTALL)
#: The package that holds the driver, where it has not the name that fsspec's own message gives.
DRIVERS = {
    "s3": "s3fs", "s3a": "s3fs", "gs": "gcsfs", "gcs": "gcsfs", "abfs": "adlfs", "abfss": "adlfs",
    "az": "adlfs", "adl": "adlfs", "oss": "ossfs", "sftp": "paramiko", "ssh": "paramiko",
    "smb": "smbprotocol", "webdav": "webdav4",
}  # fmt: skip


def is_address(out: str) -> bool:
    """Whether text names a place by an address rather than by a path."""
    return _ADDRESS.match(out) is not None


def local_path(address: str) -> Path | None:
    """The folder that a ``file://`` address means on this machine; None for any other address."""
    refuse_password(address)
    parts = urlsplit(address)
    if parts.scheme.lower() not in ("file", "local"):
        return None
    if parts.netloc not in ("", "localhost"):
        raise UsageError(
            f"{shorten(address)!a}: a file address begins with three slashes, as in"
            " file:///home/reports"
        )
    return Path(unquote(parts.path) if parts.scheme.lower() == "file" else parts.path)


def refuse_password(text: str) -> None:
    """Refuse an address with a password in it, without repeating it on the screen or in a log.

    Raises
    ------
    UsageError
        If there is one.
    """
    if _PASSWORD.search(text):
        raise UsageError(
            "--out: leave the password out of the address; the driver finds it where it is kept"
        )


def open_address(address: str) -> RemoteFolder:
    """The folder of results at an address, tried out by writing a small object.

    Parameters
    ----------
    address : str
        Scheme, bucket or host, and path; never with a password.

    Raises
    ------
    UsageError
        If there is no such scheme, its driver is not installed, or nothing can be written there.
    """
    refuse_password(address)
    shown = shorten(address)
    if "\0" in address or "::" in address or not address.isprintable():
        raise UsageError(
            f"--out: {shown!a} is no address of a folder; write it as in s3://bucket/reports"
        )
    files, root = _driver(address)
    folder = RemoteFolder(files, root, address)
    trial = f".{token_hex(8)}{TEMPORARY}"
    try:
        folder.write_text(trial, "")
        folder.remove(trial)
    except OSError as error:
        raise UsageError(
            f"nothing can be written into {shown}: {describe(error)}. Choose another --out"
        ) from None
    return folder


def _driver(address: str) -> tuple[Any, str]:
    import fsspec

    scheme = address.partition("://")[0].lower()
    try:
        files, root = fsspec.url_to_fs(address)
    except ImportError:
        package = DRIVERS.get(scheme)
        how = (
            f"python -m pip install {package}"
            if package
            else f"see the documentation of fsspec for {scheme}"
        )
        raise UsageError(
            f"--out: the driver for {scheme}:// is not installed. Install it with: {how}"
        ) from None
    except ValueError as error:
        if scheme not in fsspec.available_protocols():
            raise UsageError(
                f"--out: there is no driver for {scheme}://; write it as in s3://bucket/reports"
            ) from None
        raise UsageError(
            f"--out: {shorten(address)!a} cannot be opened: {describe(error)}"
        ) from None
    except Exception as error:  # each driver has errors of its own
        raise UsageError(
            f"--out: {shorten(address)!a} cannot be opened: {describe(error)}"
        ) from None
    return files, str(root)
