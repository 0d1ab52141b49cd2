"""Writes onnx-bundle.json: canonical names, dtypes and dims as the graphs have them."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path
from typing import Any

import onnx

DTYPES = {1: "float32", 2: "uint8", 6: "int32", 7: "int64", 9: "bool", 10: "float16", 11: "float64"}

SAM_LICENSE = {"spdx": "LicenseRef-SAM", "upstream": "SAM License", "commercial": True}
OWN_LICENSE = {"spdx": "Apache-2.0", "upstream": "random weights, made here", "commercial": True}


def sha256(path: Path) -> str:
    """Lower-case hexadecimal."""
    digest = hashlib.sha256()
    with path.open("rb") as file:
        while block := file.read(1 << 22):
            digest.update(block)
    return digest.hexdigest()


def write_json(path: Path, value: Any, indent: int | None = 2) -> None:
    """UTF-8, one newline at the end."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(value, indent=indent, ensure_ascii=False, allow_nan=False) + "\n", "utf-8")


def tensors(values: Any, names: dict[str, str], extra: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Canonical name -> actual name, dtype and dims, in the order of `names`."""
    found = {value.name: value.type.tensor_type for value in values}
    result = {}
    for canonical, name in names.items():
        if name not in found:
            raise SystemExit(f"the graph has no {name}, only {', '.join(found)}")
        shape = [dim.dim_param or dim.dim_value for dim in found[name].shape.dim]
        result[canonical] = {"name": name, "dtype": DTYPES[found[name].elem_type], "dims": shape}
        result[canonical] |= extra.get(canonical, {})
    return result


def role(
    folder: Path,
    file: str,
    inputs: dict[str, str],
    outputs: dict[str, str],
    fed: dict[str, dict[str, Any]] | None = None,
    found: dict[str, dict[str, Any]] | None = None,
) -> dict[str, Any]:
    """One entry of `roles`; `fed` (inputs) and `found` (outputs) add to what the graph says, by canonical name."""
    target = folder / file
    model = onnx.load(str(target), load_external_data=False)
    names = {value.name for value in model.graph.input}
    if names != set(inputs.values()):
        raise SystemExit(f"{file}: the graph has the inputs {sorted(names)}, the manifest {sorted(inputs.values())}")
    entry: dict[str, Any] = {"file": file, "sha256": sha256(target), "bytes": target.stat().st_size}
    data = Path(f"{target}.data")
    if data.exists():
        entry["externalData"] = [{"path": data.name, "sha256": sha256(data), "bytes": data.stat().st_size}]
    entry["opset"] = next(o.version for o in model.opset_import if o.domain in ("", "ai.onnx"))
    entry["precision"] = "fp32"
    entry["inputs"] = tensors(model.graph.input, inputs, fed or {})
    entry["outputs"] = tensors(model.graph.output, outputs, found or {})
    return entry


def file_entry(folder: Path, file: str) -> dict[str, Any]:
    """file, sha256 and bytes of a file of the bundle that is no graph."""
    return {"file": file, "sha256": sha256(folder / file), "bytes": (folder / file).stat().st_size}
