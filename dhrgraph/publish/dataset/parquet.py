"""A published table as Parquet: typed columns, and in the file itself what they are, licence, version and sources.

rows of values, Columns  ->  to_parquet  ->  bytes

pyarrow is an extra, imported here only: pip install 'dhrgraph[parquet]'.
"""

from __future__ import annotations

import io
import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dhrgraph.publish.dataset.columns import Column, Value
from dhrgraph.publish.dataset.csvw import LICENCE, Known
from dhrgraph.publish.dataset.description import DATASET, row_for


def about(table: str, known: Known, version: str, said: Sequence[str]) -> dict[str, object]:
    """The key-value metadata of one table's file; `said` must be said of the sources."""
    row = row_for(f"tables/{table}.csv", known.files)
    return {
        "title": row.get("title", table),
        "description": row.get("description", ""),
        "version": version,
        "license": LICENCE,
        "rights": list(said),
        "dataset": DATASET,
    }


def to_parquet(rows: Iterable[Sequence[Value]], columns: Sequence[Column], said: Mapping[str, object]) -> bytes:
    """The rows of a table with typed columns, the same bytes each time with one version of pyarrow.

    `said` becomes the file's key-value metadata, each value as JSON unless it is text.
    """
    import pyarrow as pa
    import pyarrow.parquet as pq

    fields = [_field(pa, column) for column in columns]
    metadata = {
        key: value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) for key, value in said.items()
    }
    schema = pa.schema(fields, metadata=metadata)
    kept = list(rows)
    values = [[row[place] for row in kept] for place in range(len(columns))]
    arrays = [pa.array(cells, type=field.type) for cells, field in zip(values, fields, strict=True)]
    out = io.BytesIO()
    pq.write_table(pa.Table.from_arrays(arrays, schema=schema), out, compression="zstd")
    return out.getvalue()


def _field(pa: Any, column: Column) -> Any:
    kinds = {
        "integer": pa.int64(),
        "double": pa.float64(),
        "decimal": pa.decimal128(12, 4),
        "boolean": pa.bool_(),
        "date": pa.date32(),
    }
    kind = kinds.get(column.datatype, pa.string())
    words = {"title": column.title, "description": column.description}
    return pa.field(column.heading, pa.list_(kind) if column.separator else kind, metadata=words)
