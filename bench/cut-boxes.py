#!/usr/bin/env python3
"""Cuts marked grains out of images of fields, into a folder for each class.

    python3 bench/cut-boxes.py SLIDES OUT

SLIDES holds images/ and boxes.csv (image,x_min,y_min,x_max,y_max,class; pixels). Boxes with a side under 16 pixels are
left out. Names begin with the field's: --group-by '^(.*?)__' keeps grains of one field together. Needs Pillow.
"""
import csv
import math
import pathlib
import sys

from PIL import Image


def main():
    slides, out = (pathlib.Path(word) for word in sys.argv[1:3])
    count = 0
    with open(slides / "boxes.csv", newline="", encoding="utf-8") as file:
        for number, row in enumerate(csv.DictReader(file)):
            left, top, right, bottom = (float(row[k]) for k in ("x_min", "y_min", "x_max", "y_max"))
            if min(right - left, bottom - top) < 16:
                continue
            field = row["image"].split("_jpg.rf.")[0]
            folder = out / row["class"]
            folder.mkdir(parents=True, exist_ok=True)
            with Image.open(slides / "images" / row["image"]) as picture:
                grain = picture.crop((int(left), int(top), math.ceil(right), math.ceil(bottom)))
                grain.save(folder / f"{field}__{number}.png")
            count += 1
    print(f"{count} grains in {out}")


if __name__ == "__main__":
    main()
