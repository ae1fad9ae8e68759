"""Reads a feature cache with NumPy only, and checks every row against its checksum: the layout, told a second time.

Run by hand, also while a program writes to the cache: python read_cache.py FOLDER
"""
import json
import struct
import sys
from pathlib import Path

import numpy as np

RECORD = np.dtype([
    ("content", "V32"), ("view", "u1"), ("kind", "u1"), ("segment", "<u2"), ("row", "<u4"),
    ("row_checksum", "<u4"), ("checksum", "<u4")])

TABLE = np.arange(256, dtype=np.uint32)
for _ in range(8):
    TABLE = np.where(TABLE & 1, (TABLE >> 1) ^ np.uint32(0x82F63B78), TABLE >> 1)


def crc32c(rows):
    """CRC-32C of each row of bytes."""
    crc = np.full(len(rows), 0xFFFFFFFF, dtype=np.uint32)
    for column in range(rows.shape[1]):
        crc = (crc >> 8) ^ TABLE[(crc ^ rows[:, column]) & 0xFF]
    return crc ^ np.uint32(0xFFFFFFFF)


for folder in sorted(path.parent for path in Path(sys.argv[1]).glob("*/index.bin")):
    space = json.loads((folder / "space.json").read_text())
    index = (folder / "index.bin").read_bytes()
    magic, version, length, identity = struct.unpack_from("<8siiq", index)
    assert (magic, version, length) == (b"EXINAIDX", 1, space["length"])
    whole = (len(index) - 64) // RECORD.itemsize
    records = np.frombuffer(index, RECORD, whole, 64)
    records = records[crc32c(records.view(np.uint8).reshape(-1, 48)[:, :44]) == records["checksum"]]
    keys = np.ascontiguousarray(records.view(np.uint8).reshape(-1, 48)[::-1, :33]).view("V33").ravel()
    records = records[::-1][np.unique(keys, return_index=True)[1]]  # the last record of a key counts
    rows = records[records["kind"] == 1]
    for number in np.unique(rows["segment"]):
        # mapped after the index was read: it holds every row that the index told of
        segment = np.load(folder / f"{number:04d}.npy", mmap_mode="r")
        assert segment.dtype == np.float32 and segment.shape[1] == length
        here = rows[rows["segment"] == number]
        values = np.ascontiguousarray(segment[here["row"]])
        assert (crc32c(values.view(np.uint8)) == here["row_checksum"]).all()
    print(folder.name, space["backbone"], space["tap"], len(rows), "rows of", length)
