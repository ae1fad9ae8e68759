"""How Keras numbers classes, for the tests of org.exina.study: made by Keras 3.15.

Run in this folder:  python make_classes.py
Writes classes.txt: names of class folders, one a line, in the order in which flow_from_directory numbers them.
"""

import pathlib
import tempfile

from keras.src.legacy.preprocessing.image import ImageDataGenerator
from PIL import Image

NAMES = ["Zea", "abies", "Ulmus", "a b", "a-b", "a_b", "ab", "10", "9", "Éric", "ärc", "ﬀ", "𐌀x", "Ω", "b.c", "b c"]

with tempfile.TemporaryDirectory() as folder:
    for name in NAMES:
        place = pathlib.Path(folder, name)
        place.mkdir()
        Image.new("RGB", (2, 2)).save(place / "a.png")
    numbers = ImageDataGenerator().flow_from_directory(folder).class_indices
order = sorted(numbers, key=numbers.get)
pathlib.Path("classes.txt").write_text("\n".join(order) + "\n", encoding="utf-8")
