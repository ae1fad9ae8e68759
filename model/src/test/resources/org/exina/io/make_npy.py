"""Writes the small .npy files beside it, as NumPy itself writes them.

Run by hand from this folder, with NumPy installed: python make_npy.py
"""
import numpy as np
from numpy.lib import format as npy


def save(name, array, version=None):
    with open(name, "wb") as file:
        npy.write_array(file, np.asarray(array), version=version)


floats = np.array([[0, 1.5, -2], [3e38, 1e-40, np.pi]], dtype="<f4")
save("floats.npy", floats)
save("floats_version2.npy", floats, (2, 0))
save("floats_fortran.npy", np.asfortranarray(floats))
save("doubles_big_endian.npy", np.array([0.1, -1e300], dtype=">f8"))
save("bytes.npy", np.array([[0, 255]], dtype="u1"))
save("shorts.npy", np.array([-32768, 32767], dtype="<i2"))
save("unsigned_longs.npy", np.array([2**64 - 1, 2**53 + 1], dtype="<u8"))
save("booleans.npy", np.array([True, False]))
save("scalar.npy", np.float32(7))
save("empty.npy", np.zeros((0, 5), dtype="<f4"))
save("records.npy", np.zeros(1, dtype=[("a", "<f4"), ("b", "<i4")]))
save("texts.npy", np.array(["grain"]))
