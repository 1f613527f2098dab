"""Arrays in one file: written whole or not at all, memory-mapped when read, refused when it is not as written.

The file has a mark, a checksum (CRC-32) of all that follows it, the length of a JSON text, that text (version,
fingerprint, layout, words, keys, values, and each array's type, shape and place) and the arrays. One file and
not a folder of them, because only a file can be replaced in one step: a reader sees the former arrays or the
new ones. Nothing in it is pickled, so a file from elsewhere cannot run code.
"""

from __future__ import annotations

import json
import mmap
import os
import struct
import tempfile
import zlib
from dataclasses import asdict, fields
from pathlib import Path
from typing import Any

import numpy as np

from navigator.search.impacts.layout import VERSION, Arrays, Layout, UnusableImpacts

_NAME = "impacts.bin"
_MARK = b"SEND impacts\r\n\x1a\n"
_START = struct.Struct("<16sIQ")
_CHECKED_FROM = 20
"""Bytes of the mark and the checksum."""

_ALIGNED = 64
"""Arrays begin at multiples of so many bytes, a processor's cache line."""


def write_arrays(folder: Path, arrays: Arrays, layout: Layout, fingerprint: str) -> None:
    """Save the arrays in a folder in place of those there. Who has those open keeps them.

    Only the user who saved the file can read it. Raise OSError when it cannot be written.
    """
    parts = {field.name: getattr(arrays, field.name) for field in fields(arrays)}
    plain = {name: part for name, part in parts.items() if not isinstance(part, np.ndarray)}
    blocks = {name: np.ascontiguousarray(part) for name, part in parts.items() if name not in plain}
    places, end = {}, 0
    for name, block in blocks.items():
        places[name] = [block.dtype.str, block.shape, end]
        end += -(-block.nbytes // _ALIGNED) * _ALIGNED
    about = {"version": VERSION, "fingerprint": fingerprint, "layout": asdict(layout), "places": places, **plain}
    text = json.dumps(about).encode()
    text += b" " * (-(_START.size + len(text)) % _ALIGNED)
    contents: list[Any] = [struct.pack("<Q", len(text)), text]
    for block in blocks.values():
        contents += [block.reshape(-1).view(np.uint8), bytes(-block.nbytes % _ALIGNED)]
    check = 0
    for content in contents:
        check = zlib.crc32(content, check)
    _replace(folder, [_MARK, struct.pack("<I", check), *contents])


def _replace(folder: Path, contents: list[Any]) -> None:
    """Write a file under another name, then give it the name: whole or not at all."""
    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.NamedTemporaryFile(dir=folder, prefix=_NAME, delete=False) as file:
        draft = Path(file.name)
        try:
            file.writelines(contents)
            file.flush()
            os.fsync(file.fileno())
            draft.replace(folder / _NAME)
        except BaseException:
            draft.unlink(missing_ok=True)
            raise


def read_arrays(folder: Path, fingerprint: str | None) -> tuple[Arrays, Layout, str]:
    """The arrays saved in a folder, read-only, their layout and fingerprint.

    Raise UnusableImpacts when there are none, they are damaged, of another version, or, if a fingerprint is
    given, were derived from something else.
    """
    path = folder / _NAME
    try:
        with path.open("rb") as file:
            content = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        mark, check, length = _START.unpack_from(content)
        if mark != _MARK:
            raise UnusableImpacts(path, "it is not a file of ours")
        if zlib.crc32(memoryview(content)[_CHECKED_FROM:]) != check:
            raise UnusableImpacts(path, "it is damaged")
        start = _START.size + length
        about = json.loads(content[_START.size : start])
        if about["version"] != VERSION:
            raise UnusableImpacts(path, f"its version is {about['version']} and not {VERSION}")
    except FileNotFoundError as error:
        raise UnusableImpacts(path, "it is missing") from error
    except (OSError, ValueError, struct.error, KeyError, TypeError) as error:
        raise UnusableImpacts(path, f"it cannot be read ({error})") from error
    if fingerprint not in (None, about["fingerprint"]):
        raise UnusableImpacts(path, "it was derived from other records, weights or fields")
    parts: dict[str, Any] = {
        name: np.ndarray(shape, dtype=kind, buffer=content, offset=start + offset)
        for name, (kind, shape, offset) in about["places"].items()
    }
    parts |= {name: tuple(about[name]) for name in ("words", "keys")}
    parts["values"] = {name: tuple(values) for name, values in about["values"].items()}
    said = about["layout"]
    said |= {name: tuple(said[name]) for name in ("categories", "numbers")}
    return Arrays(**parts), Layout(**said), about["fingerprint"]
