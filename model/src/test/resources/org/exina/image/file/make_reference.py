"""Reference values for the tests of org.exina.image and org.exina.image.file, made by Pillow 12 and NumPy.

Run in this folder:  python make_reference.py
Writes resize.tsv (checksums: these must agree to the bit) and pictures.zip (small pictures of every kind that is read,
each beside the pixels that it must give). The pictures are drawn by formulas; nothing is taken from anywhere.
"""

import io
import struct
import zipfile
import zlib

import numpy as np
from PIL import Image, ImageCms, ImageOps

FILTERS = {"nearest": Image.NEAREST, "bilinear": Image.BILINEAR, "bicubic": Image.BICUBIC}


def pattern(w, h):
    """The picture that ReferenceTest draws by the same formula: sharp edges and all values."""
    y, x, c = np.mgrid[0:h, 0:w, 0:3].astype(np.int64)[:3]
    return ((x * x * 3 + y * y * 5 + x * y * 7 + c * 85 + (x ^ y) * 11) & 255).astype(np.uint8)


def crc(array):
    return "%08x" % zlib.crc32(np.ascontiguousarray(array).tobytes())


def center(image, width, height, resample):
    w, h = image.size
    if w * height > h * width:
        cw, ch = max(1, (2 * h * width + height) // (2 * height)), h
    else:
        cw, ch = w, max(1, (2 * w * height + width) // (2 * width))
    left, top = (w - cw) // 2, (h - ch) // 2
    return image.crop((left, top, left + cw, top + ch)).resize((width, height), resample)


def whole(image, width, height, resample):
    w, h = image.size
    if w * height > h * width:
        nw, nh = width, max(1, (2 * h * width + w) // (2 * w))
    else:
        nw, nh = max(1, (2 * w * height + h) // (2 * h)), height
    a = np.asarray(image).astype(int)
    border = np.ones((h, w), bool)
    border[1:-1, 1:-1] = False
    n = border.sum()
    ground = tuple(int(v) for v in (2 * a[border].sum(0) + n) // (2 * n))
    out = Image.new("RGB", (width, height), ground)
    out.paste(image.resize((nw, nh), resample), ((width - nw) // 2, (height - nh) // 2))
    return out


def stretch(image, width, height, resample):
    return image.resize((width, height), resample)


def resize_reference():
    old = [(1, 1), (1, 40), (40, 1), (2, 3), (37, 29), (64, 64), (101, 53), (200, 300)]
    new = [(1, 1), (1, 7), (7, 1), (3, 2), (13, 37), (64, 64), (96, 96), (224, 224), (333, 17)]
    lines = []
    for w, h in old:
        image = Image.fromarray(pattern(w, h))
        for width, height in new:
            for name, resample in FILTERS.items():
                for crop in (stretch, center, whole):
                    out = crop(image, width, height, resample)
                    lines.append(f"{crop.__name__}\t{w}\t{h}\t{width}\t{height}\t{name}\t{crc(np.asarray(out))}")
    for w, h in ((1, 5), (37, 29), (4, 4)):
        a = pattern(w, h)
        for i in range(8):
            v = np.rot90(a[:, ::-1] if i >= 4 else a, i % 4)
            lines.append(f"view\t{w}\t{h}\t{v.shape[1]}\t{v.shape[0]}\t{i}\t{crc(v)}")
    open("resize.tsv", "w").write("\n".join(lines) + "\n")


def tiff(array, photometric, extra=None, bits=8, order="<"):
    """Kinds of TIFF that Pillow does not write."""
    h, w = array.shape[:2]
    n = array.shape[2] if array.ndim == 3 else 1
    data = array.astype(order + ("u2" if bits == 16 else "u1")).tobytes()
    entries = [(256, 4, [w]), (257, 4, [h]), (258, 3, [bits] * n), (259, 3, [1]), (262, 3, [photometric]), (273, 4, [0])]
    entries += [(277, 3, [n]), (278, 4, [h]), (279, 4, [len(data)])] + ([(338, 3, [extra])] if extra is not None else [])
    at = 8 + 2 + 12 * len(entries) + 4
    far, rows = b"", []
    for tag, kind, values in entries:
        packed = struct.pack(order + ("H" if kind == 3 else "I") * len(values), *values)
        if len(packed) > 4:
            packed, far = struct.pack(order + "I", at + len(far)), far + packed
        rows.append([tag, kind, len(values), packed.ljust(4, b"\0")])
    for row in rows:
        if row[0] == 273:
            row[3] = struct.pack(order + "I", at + len(far))
    head = (b"II*\0" if order == "<" else b"MM\0*") + struct.pack(order + "IH", 8, len(rows))
    return head + b"".join(struct.pack(order + "HHI", *r[:3]) + r[3] for r in rows) + b"\0\0\0\0" + far + data


def png16(array, color_type):
    h, w = array.shape[:2]
    raw = b"".join(b"\0" + row.tobytes() for row in array.astype(">u2").reshape(h, -1))
    chunk = lambda t, b: struct.pack(">I", len(b)) + t + b + struct.pack(">I", zlib.crc32(t + b))
    header = struct.pack(">IIBBBBB", w, h, 16, color_type, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + chunk(b"IDAT", zlib.compress(raw)) + chunk(b"IEND", b"")


def upright_rgb(content):
    image = ImageOps.exif_transpose(Image.open(io.BytesIO(content)))
    if image.mode in ("RGBA", "LA", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
        white = Image.new("RGB", image.size, "white")
        white.paste(image, mask=image.getchannel("A"))
        image = white
    return np.asarray(image.convert("RGB"))


def to8(array):
    return np.floor(array.astype(np.float64) / 257 + 0.5).astype(np.uint8)


def on_white(rgb, alpha):
    alpha = alpha[..., None].astype(np.int64)
    return np.floor((rgb * alpha + 255 * (255 - alpha)) / 255 + 0.5).astype(np.uint8)


def grey3(array):
    return np.repeat(array[..., None], 3, -1)


def pictures():
    """(name, content, expected pixels or None for Pillow's own, tolerance)"""
    y, x = np.mgrid[0:19, 0:27]
    rgb = np.stack([127 + 120 * np.sin(x / 5), 127 + 120 * np.cos(y / 4), (x * 8 + y * 6) % 256], -1).astype(np.uint8)
    image = Image.fromarray(rgb)
    grey = image.convert("L")
    alpha = ((x * 11 + y) % 256).astype(np.uint8)
    rgba, grey_alpha = image.copy(), Image.merge("LA", (grey, Image.fromarray(alpha)))
    rgba.putalpha(Image.fromarray(alpha))
    palette, inks, ink_free = image.quantize(17), image.convert("CMYK"), image.convert("1")
    ramp16 = (x * 2400 + y * 7).astype(np.uint16)
    wide16 = rgb.astype(np.uint16) * 256 + 77
    alpha16 = alpha.astype(np.uint16) * 257
    out = []

    def save(name, picture, tolerance=0, expected=None, **settings):
        buffer = io.BytesIO()
        kind = {"jpg": "JPEG", "tif": "TIFF"}.get(name.split(".")[-1], name.split(".")[-1].upper())
        picture.save(buffer, kind, **settings)
        out.append((name, buffer.getvalue(), expected, tolerance))

    for quality, subsampling in ((95, 0), (75, 1), (60, 2)):
        save(f"ycc{subsampling}.jpg", image, 2, quality=quality, subsampling=subsampling)
    save("progressive.jpg", image, 2, progressive=True)
    save("restarts.jpg", image, 2, restart_marker_rows=1)
    save("grey.jpg", grey, 2)
    save("inks.jpg", inks, 3)
    save("rgb.jpg", image, 2, keep_rgb=True)
    lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB")).tobytes()
    save("foreign-profile.jpg", image, 2, icc_profile=lab)
    save("rgb.png", image)
    save("grey.png", grey)
    save("rgba.png", rgba)
    save("grey-alpha.png", grey_alpha)
    save("palette.png", palette)
    save("palette2.png", image.quantize(4), bits=2)
    save("bilevel.png", ink_free)
    save("palette-transparent.png", palette, transparency=3)
    save("color-transparent.png", image, transparency=tuple(int(v) for v in rgb[5, 5]))
    save("grey-transparent.png", grey, transparency=int(np.asarray(grey)[5, 5]))
    save("grey16.png", Image.fromarray(ramp16), expected=grey3(to8(ramp16)))
    out.append(("rgb16.png", png16(wide16, 2), to8(wide16), 0))
    rgba16 = np.concatenate([wide16, alpha16[..., None]], -1)
    out.append(("rgba16.png", png16(rgba16, 6), on_white(to8(wide16), alpha), 0))
    for compression in (None, "tiff_lzw", "packbits", "tiff_adobe_deflate"):
        for kind, picture in (("rgb", image), ("grey", grey), ("rgba", rgba), ("palette", palette), ("inks", inks)):
            save(f"{kind}-{compression}.tif", picture, compression=compression)
    save("grey-alpha.tif", grey_alpha)
    save("fax.tif", ink_free, compression="group4")
    save("pages.tif", image, save_all=True, append_images=[grey, rgba])
    save("grey16.tif", Image.fromarray(ramp16), expected=grey3(to8(ramp16)))
    out.append(("rgb16-little.tif", tiff(wide16, 2, bits=16), to8(wide16), 0))
    out.append(("rgb16-big.tif", tiff(wide16, 2, bits=16, order=">"), to8(wide16), 0))
    out.append(("white-is-zero.tif", tiff(np.asarray(grey), 0), grey3(255 - np.asarray(grey)), 0))
    out.append(("white-is-zero16.tif", tiff(ramp16, 0, bits=16), grey3(to8(65535 - ramp16.astype(int))), 0))
    rgbx = np.concatenate([rgb, alpha[..., None]], -1)
    out.append(("fourth-unknown.tif", tiff(rgbx, 2, extra=0), rgb, 0))
    out.append(("alpha-apart.tif", tiff(rgbx, 2, extra=2), on_white(rgb, alpha), 0))
    multiplied = (rgb.astype(int) * alpha[..., None] // 255).astype(np.uint8)
    content = tiff(np.concatenate([multiplied, alpha[..., None]], -1), 2, extra=1)
    out.append(("alpha-multiplied.tif", content, multiplied + (255 - alpha[..., None]), 0))
    save("rgb.bmp", image)
    save("grey.bmp", grey)
    save("palette.bmp", palette)
    save("bilevel.bmp", ink_free)
    save("rgba.bmp", rgba)
    save("palette.gif", palette)
    save("grey.gif", grey)
    save("transparent.gif", palette, transparency=3)
    save("interlaced.gif", palette, interlace=1)
    save("frames.gif", image, save_all=True, append_images=[grey])
    buffer = io.BytesIO()
    palette.save(buffer, "GIF")
    content = bytearray(buffer.getvalue())
    frame = 13 + 3 * 32
    assert content[frame : frame + 5] == b"\x2c\0\0\0\0"
    content[6:10] = struct.pack("<HH", 40, 30)
    content[frame + 1 : frame + 5] = struct.pack("<HH", 9, 4)
    out.append(("frame-inside.gif", bytes(content), None, 0))
    save("lossless.webp", image, lossless=True)
    save("lossless-alpha.webp", rgba, lossless=True, exact=True)
    save("lossless-frames.webp", image, lossless=True, save_all=True, append_images=[grey])
    save("lossless-profile.webp", image, lossless=True, icc_profile=lab)
    for value in range(1, 9):
        exif = Image.Exif()
        exif[0x0112] = value
        save(f"turn{value}.jpg", image, 2, exif=exif)
        save(f"turn{value}.png", image, exif=exif)
        save(f"turn{value}.webp", image, lossless=True, exif=exif)
        save(f"turn{value}.tif", image, tiffinfo={0x0112: value})
    return out


def picture_reference():
    with zipfile.ZipFile("pictures.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        add = lambda name, content: archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
        index = []
        for name, content, expected, tolerance in pictures():
            pixels = upright_rgb(content) if expected is None else np.asarray(expected).astype(np.uint8)
            index.append(f"{name}\t{pixels.shape[1]}\t{pixels.shape[0]}\t{tolerance}")
            add(name, content)
            add(name + ".rgb", np.ascontiguousarray(pixels).tobytes())
        buffer = io.BytesIO()
        Image.fromarray(pattern(27, 19)).save(buffer, "WEBP")
        add("lossy.webp", buffer.getvalue())
        add("index.tsv", "\n".join(index) + "\n")


resize_reference()
picture_reference()
