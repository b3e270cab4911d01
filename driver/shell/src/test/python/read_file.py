"""Prints the types and the rows of a file as a library reads them; takes the library's name, and one file or several."""
import sys

import pandas
import polars
import pyarrow.ipc
import pyarrow.parquet


def by_pyarrow(file):
    table = pyarrow.ipc.open_file(file).read_all() if file.endswith(".arrow") else pyarrow.parquet.read_table(file)
    table.validate(full=True)
    return table.schema.types, (row.values() for row in table.to_pylist())


def by_polars(file):
    frame = polars.read_ipc(file) if file.endswith(".arrow") else polars.read_parquet(file)
    return frame.dtypes, frame.iter_rows()


def by_pandas(file, **options):
    read = pandas.read_feather if file.endswith(".arrow") else pandas.read_parquet
    frame = read(file, **options)
    return frame.dtypes, frame.itertuples(index=False)


def by_typed_pandas(file):
    return by_pandas(file, dtype_backend="pyarrow")


def same(arrow, parquet):
    """Whether two files have the same rows, and how many."""
    frame = polars.read_ipc(arrow)
    return [frame.equals(polars.read_parquet(parquet)), len(frame)], []


types, rows = globals()[sys.argv[1]](*sys.argv[2:])
print(*types, sep=", ")
for row in rows:
    print(*row, sep="|")
