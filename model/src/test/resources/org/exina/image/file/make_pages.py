"""Reference values for PagesTest, made by tifffile and NumPy: TIFF files of several pages and of 10 to 14 bits.

Run in this folder:  python make_pages.py
Writes pages.zip: small files, each beside the pixels that it must give, and index.tsv with their sizes, as make_reference.py
does. The pictures are drawn by formulas; nothing is taken from anywhere.
"""

import io
import struct
import zipfile

import numpy as np
import tifffile

W, H = 23, 17


def plane(seed, most):
    y, x = np.mgrid[0:H, 0:W].astype(np.int64)
    return (x * x * (3 + seed) + y * y * 5 + x * y * (7 + 2 * seed) + seed * 85) * 37 % (most + 1)


def planes(count, most=255, dtype=np.uint8):
    return np.stack([plane(i, most) for i in range(count)]).astype(dtype)


def written(array, **how):
    out = io.BytesIO()
    tifffile.imwrite(out, array, **how)
    return out.getvalue()


def ome(array, **metadata):
    return written(array, ome=True, photometric="minisblack", metadata=metadata)


def eight(array, most):
    return ((array.astype(np.int64) * 510 + most) // (2 * most)).astype(np.uint8)


def rgb(red, green, blue):
    return np.stack([red, green, blue], -1)


def packed(array, bits, photometric):
    """Samples without a gap between them, the highest bit first, each row from a byte of its own (TIFF 6.0, section 8)."""
    h, w = array.shape[:2]
    samples = array.shape[2] if array.ndim == 3 else 1
    rows = b""
    for row in array.reshape(h, w * samples):
        text = "".join(format(int(v), f"0{bits}b") for v in row)
        text += "0" * (-len(text) % 8)
        rows += int(text, 2).to_bytes(len(text) // 8, "big")
    depth = [bits] * samples
    tags = [(256, 3, [w]), (257, 3, [h]), (258, 3, depth), (259, 3, [1]), (262, 3, [photometric]), (273, 4, [0]),
            (277, 3, [samples]), (278, 3, [h]), (279, 4, [len(rows)])]
    directory = 8 + len(rows) + len(rows) % 2
    behind = directory + 2 + 12 * len(tags) + 4
    entries, extra = b"", b""
    for tag, kind, values in tags:
        values = [8] if tag == 273 else values
        data = struct.pack("<%d%s" % (len(values), "HI"[kind == 4]), *values)
        if len(data) > 4:
            entries += struct.pack("<HHII", tag, kind, len(values), behind + len(extra))
            extra += data
        else:
            entries += struct.pack("<HHI", tag, kind, len(values)) + data.ljust(4, b"\0")
    return (b"II*\0" + struct.pack("<I", directory) + rows + b"\0" * (len(rows) % 2)
            + struct.pack("<H", len(tags)) + entries + b"\0\0\0\0" + extra)


def thumbnail_first():
    out = io.BytesIO()
    full = np.moveaxis(planes(3), 0, -1)
    with tifffile.TiffWriter(out) as tiff:
        tiff.write(full[::4, ::4], photometric="rgb", subfiletype=1, metadata=None)
        tiff.write(full, photometric="rgb", metadata=None)
    return out.getvalue(), full


def files():
    c3 = planes(3)
    merged = rgb(*c3)
    yield "ome-cyx.ome.tif", ome(c3, axes="CYX"), merged
    deep = planes(3, 65535, np.uint16)
    yield "ome-cyx16.ome.tif", ome(deep, axes="CYX"), rgb(*eight(deep, 65535))
    twelve = planes(3, 4095, np.uint16)
    yield "ome-12-significant.ome.tif", ome(twelve, axes="CYX", SignificantBits=12), rgb(*eight(twelve, 4095))
    named = {"Name": ["Blue", "Green", "Red"]}
    yield "ome-named-bgr.ome.tif", ome(c3, axes="CYX", Channel=named), rgb(c3[2], c3[1], c3[0])
    coloured = {"Color": [65535, 16711935, -16776961]}  # RGBA: blue, green, red
    yield "ome-coloured-bgr.ome.tif", ome(c3, axes="CYX", Channel=coloured), rgb(c3[2], c3[1], c3[0])
    six = planes(6)
    yield "ome-zcyx.ome.tif", ome(six.reshape(2, 3, H, W), axes="ZCYX"), rgb(*six[:3])
    channels_last = ome(six.reshape(3, 2, H, W), axes="CZYX").replace(b'"XYCZT"', b'"XYZCT"')  # tifffile says the other
    yield "ome-czyx.ome.tif", channels_last, rgb(six[0], six[2], six[4])
    yield "ome-one-page-of-colour.ome.tif", written(
        merged, ome=True, photometric="rgb", metadata={"axes": "YXS"}), merged
    yield "ome-pixels-in-planes.ome.tif", written(
        c3, ome=True, photometric="rgb", planarconfig="separate", metadata={"axes": "SYX"}), merged
    zero = np.zeros_like(c3[0])
    yield "imagej-composite.tif", written(c3, imagej=True, metadata={"axes": "CYX", "mode": "composite"}), merged
    yield "imagej-two-channels.tif", written(c3[:2], imagej=True, metadata={"axes": "CYX"}), rgb(c3[0], c3[1], zero)
    yield "imagej-four-channels.tif", written(six[:4], imagej=True, metadata={"axes": "CYX"}), merged
    yield "imagej-zcyx.tif", written(six.reshape(2, 3, H, W), imagej=True, metadata={"axes": "ZCYX"}), merged
    yield "imagej-stack.tif", written(c3, imagej=True, metadata={"axes": "ZYX"}), rgb(c3[0], c3[0], c3[0])
    yield "plain-pages.tif", written(c3, photometric="minisblack", metadata=None), rgb(c3[0], c3[0], c3[0])
    yield ("thumbnail-first.tif", *thumbnail_first())
    for bits in 10, 12, 14:
        most = (1 << bits) - 1
        grey = plane(1, most)
        yield f"grey{bits}.tif", packed(grey, bits, 1), rgb(*[eight(grey, most)] * 3)
        colour = np.moveaxis(planes(3, most, np.uint16), 0, -1)
        yield f"rgb{bits}.tif", packed(colour, bits, 2), eight(colour, most)
    grey = plane(2, 4095)
    yield "white-is-zero12.tif", packed(grey, 12, 0), rgb(*[eight(4095 - grey, 4095)] * 3)


def main():
    index = []
    with zipfile.ZipFile("pages.zip", "w", zipfile.ZIP_DEFLATED) as out:

        def add(name, content):
            out.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), content, zipfile.ZIP_DEFLATED)

        for name, content, pixels in files():
            add(name, content)
            add(name + ".rgb", np.ascontiguousarray(pixels, np.uint8).tobytes())
            index.append(f"{name}\t{pixels.shape[1]}\t{pixels.shape[0]}\t0")
        add("index.tsv", "\n".join(index) + "\n")


if __name__ == "__main__":
    main()
