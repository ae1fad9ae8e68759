#!/usr/bin/env python3
"""Measures how accurate Exina is, how well it knows what it does not know, and writes docs/accuracy.md.

    python3 bench/accuracy.py DATA [--out docs/accuracy.md] [--results FILE] [--only NAME,NAME]

DATA is the folder of POLEN23E (Goncalves et al., PLOS ONE 11(6):e0157044, 2016). The backbones mobilenetv2, resnet50v2 and
squeezenet must have been added (docs/networks.md). Each measurement is a command of the program with --json; what it gave
is kept in FILE (default: accuracy-results.json in the temporary folder), so that a stopped run goes on, and the page is
written anew from all of it. Delete FILE, or a name in it, to measure again. Needs Python 3.8 or newer and nothing else.
EXINA names the program; by default it is the one of this checkout.
"""
import argparse
import json
import os
import pathlib
import platform
import subprocess
import sys
import tempfile
import time

HERE = pathlib.Path(__file__).resolve().parent
EXINA = os.environ.get("EXINA", str(HERE.parent / "exina"))
FOLDS = ["--folds", "10", "--seed", "1"]
THRICE = FOLDS + ["--repeat", "3"]

# name: (what the page calls it, words behind "exina <verb> DATA")
CROSSVALS = {
    "scattering": ("nothing added", ["crossval", *THRICE, "--compare-random"]),
    "scattering-auto": ("nothing added, `--auto`", ["crossval", "--auto", "--backbone", "scattering", *THRICE]),
    "squeezenet": ("SqueezeNet 1.1", ["crossval", "--backbone", "squeezenet", "--views", "8", *THRICE]),
    "mobilenetv2": ("MobileNetV2", ["crossval", "--backbone", "mobilenetv2", "--views", "8", *THRICE, "--compare-random"]),
    "resnet50v2": ("ResNet50V2 to stage 3", ["crossval", "--backbone", "resnet50v2", "--views", "8", *THRICE]),
    "all-lda": (
        "all four side by side, one LDA",
        ["crossval", "--backbone", "scattering,mobilenetv2,resnet50v2,squeezenet", "--views", "8", *THRICE],
    ),
    "auto": ("all four, `--auto`", ["crossval", "--auto", "--budget", "30m", *THRICE]),
}
OTHERS = {
    "unknown": ["unknown", "--backbone", "scattering,mobilenetv2,resnet50v2", "--folds", "5", "--seed", "1"],
    "curve": ["curve", "--backbone", "mobilenetv2", "--views", "8", *FOLDS],
}
WRONG_LABELS = ["--", "--backbone", "mobilenetv2", "--views", "8"]


def run(words, data):
    """What a command prints as JSON, and how long it took."""
    start = time.time()
    verb, *options = words
    folder = tempfile.mkdtemp()
    out = ["-o", os.path.join(folder, "run")] if verb == "crossval" else []
    done = subprocess.run([EXINA, verb, data, *options, *out, "--json"], stdout=subprocess.PIPE, text=True, check=True)
    return {"command": " ".join(["exina", verb, "polen23e", *options]), "wall": time.time() - start, "json": json.loads(done.stdout)}


def wrong_labels(data):
    start = time.time()
    done = subprocess.run(
        [sys.executable, str(HERE / "wrong-labels.py"), data, *WRONG_LABELS], stdout=subprocess.PIPE, text=True, check=True
    )
    command = " ".join(["python3 bench/wrong-labels.py polen23e", *WRONG_LABELS])
    return {"command": command, "wall": time.time() - start, "text": done.stdout}


def percent(share):
    return f"{100 * share:.1f} %"


def interval(row):
    return f"{100 * row['accuracyLow']:.1f} to {100 * row['accuracyHigh']:.1f} %"


def accuracy_section(results):
    lines = [
        "## Accuracy",
        "Ten grouped folds, split three times (seeds 1, 2, 3): n = 805 images in each, 23 classes. The interval is that of one",
        "deal. Seconds are those of the command as it was run: what was kept from before (features, choices of `--auto`) took none,",
        "and what else the machine had to do counts.",
        "",
        "| backbones | accuracy | 95 % interval | wrong in each split | log loss | calibration error | seconds (features, heads) |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, (title, _) in CROSSVALS.items():
        if name not in results:
            continue
        row = results[name]["json"]
        wrong = " ".join(str(round((1 - a) * row["n"])) for a in row["repeatAccuracies"])
        lines.append(
            f"| {title} | {percent(row['accuracy'])} | {interval(row)} | {wrong} | {row['logLoss']:.3f} |"
            f" {row['calibrationError']:.3f} | {results[name]['wall']:.0f} ({row['featureSeconds']:.0f}, {row['headSeconds']:.0f}) |"
        )
    lines += ["", "The commands:", "```"]
    lines += [results[name]["command"] for name in CROSSVALS if name in results]
    return lines + ["```"]


def choice_section(results):
    if "auto" not in results:
        return []
    lines = ["", "What `--auto` chose, over its thirty trainings:", "", "| share | in trainings | what |", "|---|---|---|"]
    for chosen in results["auto"]["json"]["chosen"][:8]:
        lines.append(f"| {100 * chosen['weight']:.0f} % | {chosen['trainings']} | {chosen['title']} |")
    lines += ["", "What it still gets wrong, in three splits:", "", "| is | taken for | times |", "|---|---|---|"]
    for pair in results["auto"]["json"]["confused"][:12]:
        lines.append(f"| {pair['label']} | {pair['predicted']} | {pair['count']} |")
    return lines


def random_section(results):
    lines = [
        "",
        "## Random folds beside grouped ones",
        "Random folds may train on a duplicate of a tested image; only the grouped figure is to be quoted.",
        "",
        "| backbones | grouped | random | difference |",
        "|---|---|---|---|",
    ]
    for name, (title, _) in CROSSVALS.items():
        row = results.get(name, {}).get("json", {})
        if "randomFolds" in row:
            other = row["randomFolds"]
            lines.append(
                f"| {title} | {percent(row['accuracy'])} ({interval(row)}) | {percent(other['accuracy'])}"
                f" ({interval(other)}) | {100 * other['difference']:+.1f} points |"
            )
    return lines


def unknown_section(results):
    if "unknown" not in results:
        return []
    found = results["unknown"]["json"]
    lines = [
        "",
        "## Images of classes that nobody taught",
        f"`{results['unknown']['command']}`, {results['unknown']['wall']:.0f} s: mean AUROC {found['meanAuroc']:.3f} (95 % interval"
        f" {found['meanAurocLow']:.3f} to {found['meanAurocHigh']:.3f} over the classes), of images never taught"
        f" {percent(found['rejected'])} called unknown, of known ones {percent(found['kept'])} answered.",
        "What that means: [unknown and why](unknown-and-why.md).",
        "",
        "| class left out | images | AUROC | called unknown |",
        "|---|---|---|---|",
    ]
    for each in sorted(found["perClass"], key=lambda each: each["auroc"]):
        lines.append(f"| {each['label']} | {each['unknown']} | {each['auroc']:.3f} | {percent(each['rejected'])} |")
    return lines


def curve_section(results):
    if "curve" not in results:
        return []
    found = results["curve"]["json"]
    lines = [
        "",
        "## More images",
        f"`{results['curve']['command']}`, {results['curve']['wall']:.0f} s, n = {found['pictures']}.",
        "",
        "| images of each class | accuracy | 95 % interval |",
        "|---|---|---|",
    ]
    for point in found["points"]:
        lines.append(
            f"| {point['perClass']:.3g}{' (all)' if point['all'] else ''} | {percent(point['accuracy'])} |"
            f" {100 * point['low']:.1f} to {100 * point['high']:.1f} % |"
        )
    return lines


def labels_section(results):
    if "wrong-labels" not in results:
        return []
    found = results["wrong-labels"]
    lines = ["", "## Wrong labels", f"`{found['command']}`, {found['wall']:.0f} s:"]
    for line in found["text"].strip().splitlines():
        if line.startswith("|") != lines[-1].startswith("|"):
            lines.append("")  # around the table
        lines.append(line)
    return lines


def page(results):
    lines = [
        "# How accurate it is",
        "",
        "Written by [bench/accuracy.py](../bench/accuracy.py) from what the commands below gave, on POLEN23E (Gonçalves et al.,",
        "PLOS ONE 11(6):e0157044, 2016): 805 images of pollen, 23 classes. The best published figure known to us is \"over",
        "97 %\", with random folds (Sevillano & Aznarte, PLOS ONE 13(9):e0201807, 2018).",
        f"Machine: {os.cpu_count()} processors ({platform.machine()}).",
        "",
    ]
    for section in (accuracy_section, choice_section, random_section, unknown_section, curve_section, labels_section):
        lines += section(results)
    return "\n".join(lines) + "\n"


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data")
    parser.add_argument("--out", default=str(HERE.parent / "docs" / "accuracy.md"))
    parser.add_argument("--results", default=os.path.join(tempfile.gettempdir(), "accuracy-results.json"))
    parser.add_argument("--only", default="")
    asked = parser.parse_args()
    results = json.loads(pathlib.Path(asked.results).read_text()) if os.path.exists(asked.results) else {}
    names = [n for n in asked.only.split(",") if n] or [*CROSSVALS, *OTHERS, "wrong-labels"]
    for name in names:
        if name in results:
            continue
        print(name, file=sys.stderr)
        if name == "wrong-labels":
            results[name] = wrong_labels(asked.data)
        else:
            results[name] = run(CROSSVALS[name][1] if name in CROSSVALS else OTHERS[name], asked.data)
        pathlib.Path(asked.results).write_text(json.dumps(results, indent=1))
    pathlib.Path(asked.out).write_text(page(results), encoding="utf-8")
    print(asked.out)


if __name__ == "__main__":
    main()
