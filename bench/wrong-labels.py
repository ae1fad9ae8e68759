#!/usr/bin/env python3
"""How many planted wrong labels `exina check --deep` finds, and how early in its list.

    python3 bench/wrong-labels.py DATA [--share 0.03] [--first 0.06] [--seeds 1,2,3] [--confused RUN] [-- OPTION...]

DATA is a folder with a folder for each class. For each seed a manifest is written that gives a share of the images
another label, drawn at random from the others; no image is copied or changed. With --confused RUN, a run of
`exina crossval` on DATA, each gets the wrong label that the run thought likeliest, which is much harder to tell.
What stands behind -- is handed to `exina check --deep`, for example: -- --backbone mobilenetv2 --views 8
Needs Python 3.8 or newer and nothing else. EXINA names the program; by default it is the one of this checkout.
"""
import argparse
import csv
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

HERE = pathlib.Path(__file__).resolve().parent
PICTURES = {".jpg", ".jpeg", ".png", ".tif", ".tiff", ".bmp", ".gif", ".webp"}


def pictures(data):
    """Path and label of each image, sorted."""
    found = []
    for folder in sorted(p for p in data.iterdir() if p.is_dir()):
        for file in sorted(folder.rglob("*")):
            if file.suffix.lower() in PICTURES:
                found.append((file.resolve(), folder.name))
    return found


def likeliest_wrong(run):
    """From a run's predictions: the likeliest other label of each image, by class folder and file name."""
    wrong = {}
    with open(pathlib.Path(run) / "predictions.csv", newline="", encoding="utf-8") as file:
        for row in csv.DictReader(file):
            others = {k[2:]: float(v) for k, v in row.items() if k.startswith("p:") and k[2:] != row["label"]}
            wrong[row["path"]] = max(others, key=others.get)
    return wrong


def plant(rows, root, share, seed, wrong, file):
    """Writes a manifest with wrong labels. Returns the paths that have one."""
    chance = random.Random(seed)
    classes = sorted({label for _, label in rows})
    chosen = set(chance.sample(range(len(rows)), round(share * len(rows))))
    planted = set()
    with open(file, "w", newline="", encoding="utf-8") as out:
        table = csv.writer(out)
        table.writerow(["path", "label"])
        for i, (path, label) in enumerate(rows):
            other = chance.choice([c for c in classes if c != label])
            if i in chosen:
                label = wrong.get(path.relative_to(root).as_posix(), other)
                planted.add(path)
            table.writerow([path, label])
    return planted


def check(manifest, options):
    program = os.environ.get("EXINA", str(HERE.parent / "exina"))
    ran = subprocess.run(
        [program, "check", str(manifest), "--deep", "--json", *options], stdout=subprocess.PIPE, check=True
    )
    return json.loads(ran.stdout)


def main():
    words = sys.argv[1:]
    options = words[words.index("--") + 1 :] if "--" in words else []
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", type=pathlib.Path)
    parser.add_argument("--share", type=float, default=0.03)
    parser.add_argument("--first", type=float, default=0.06)
    parser.add_argument("--seeds", default="1,2,3")
    parser.add_argument("--confused", metavar="RUN")
    asked = parser.parse_args(words[: words.index("--")] if "--" in words else words)
    root = asked.data.resolve()
    rows = pictures(root)
    wrong = likeliest_wrong(asked.confused) if asked.confused else {}
    first = int(asked.first * len(rows) + 1e-9)
    print(f"{len(rows)} images; found: among the first {first} ({100 * asked.first:g} %) of the list")
    print("| seed | planted | found | share | first doubts all wrong | changes proposed | of them planted |")
    print("|---|---|---|---|---|---|---|")
    shares = []
    for seed in (int(s) for s in asked.seeds.split(",")):
        with tempfile.TemporaryDirectory() as folder:
            manifest = pathlib.Path(folder).resolve() / "planted.csv"
            planted = plant(rows, root, asked.share, seed, wrong, manifest)
            suspects = check(manifest, options)["deep"]["suspects"]
            listed = [(manifest.parent / s["path"]).resolve() for s in suspects]
        hits = [path in planted for path in listed]
        sure = [hit for hit, s in zip(hits, suspects) if s["sure"]]
        found = sum(hits[:first])
        unbroken = hits.index(False) if False in hits else len(hits)
        shares.append(found / len(planted))
        print(f"| {seed} | {len(planted)} | {found} | {100 * shares[-1]:.1f} % | {unbroken} | {len(sure)} | {sum(sure)} |")
    print(f"mean {100 * sum(shares) / len(shares):.1f} %, least {100 * min(shares):.1f} %")


if __name__ == "__main__":
    main()
