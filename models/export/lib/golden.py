"""Arrays for tests in other languages: raw little-endian bytes in one .bin, described by a .json beside it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import numpy as np
import torch

from lib.bundle import sha256, write_json

FORMAT = "arrays/1"
ALIGNMENT = 8


class Golden:
    """Collects cases and arrays; write() makes name.json and name.bin."""

    def __init__(self, about: str, **facts: Any) -> None:
        self.content: dict[str, Any] = {"format": FORMAT, "about": about, **facts}
        self._arrays: dict[str, dict[str, Any]] = {}
        self._chunks: list[bytes] = []
        self._end = 0
        self._by_content: dict[bytes, dict[str, Any]] = {}

    def add(self, name: str, value: Any, dtype: str | None = None) -> str:
        """Stores an array and gives back its name, for use in cases."""
        array = value.detach().numpy() if isinstance(value, torch.Tensor) else np.asarray(value)
        if dtype is not None:
            array = array.astype(dtype)
        if array.dtype == np.bool_:
            array = array.astype(np.uint8)
        if array.dtype not in (np.float32, np.float64, np.int64, np.int32, np.uint8):
            raise TypeError(f"{name}: {array.dtype} is not stored")
        return self._put(name, np.ascontiguousarray(array), str(array.dtype), list(array.shape))

    def add_mask(self, name: str, value: Any) -> str:
        """Stores booleans of any shape as bits in row-major order, least significant bit first, no padding of rows."""
        array = np.asarray(value.numpy() if isinstance(value, torch.Tensor) else value).astype(bool)
        return self._put(name, np.packbits(array.reshape(-1), bitorder="little"), "bits", list(array.shape))

    def _put(self, name: str, array: np.ndarray, dtype: str, shape: list[int]) -> str:
        if name in self._arrays:
            raise KeyError(f"{name} is there already")
        raw = array.astype(array.dtype.newbyteorder("<")).tobytes()
        known = self._by_content.get(raw) if raw else None
        if known is None:
            gap = -self._end % ALIGNMENT
            self._chunks.append(b"\0" * gap + raw)
            known = {"offset": self._end + gap, "bytes": len(raw)}
            self._end += gap + len(raw)
            self._by_content[raw] = known
        self._arrays[name] = {"dtype": dtype, "shape": shape, **known}
        return name

    def write(self, path: Path) -> None:
        """path without a suffix."""
        path.parent.mkdir(parents=True, exist_ok=True)
        data = path.with_suffix(".bin")
        data.write_bytes(b"".join(self._chunks))
        bin_facts = {"file": data.name, "sha256": sha256(data), "bytes": data.stat().st_size}
        write_json(path.with_suffix(".json"), {**self.content, "bin": bin_facts, "arrays": self._arrays}, indent=1)
        print(f"  {path.name}.json + .bin: {(data.stat().st_size + path.with_suffix('.json').stat().st_size) / 1e3:.0f} kB")
