"""Reference values of the scattering network, written down from its formulas (Bruna & Mallat 2013; correlations after
Portilla & Simoncelli 2000) in NumPy and SciPy, float64, one picture at a time; shares nothing with the Java code.

Run in this folder: python make_scattering.py   (numpy, scipy); writes scattering.json
"""
import json

import numpy as np
from scipy.ndimage import correlate

SIZE, SCALES, ANGLES, RINGS = 96, 5, 8, 4


def picture(a, b, c):
    """Smooth colour waves of whole numbers, (96, 96, 3) in [0, 255]; the Java test draws the same."""
    y, x = np.mgrid[:SIZE, :SIZE]
    planes = []
    for k in range(3):
        v = ((a + k) * x * x + b * y * y + (c - 9 * k) * x * y) // 32 + 40 * k
        v = v % 510
        planes.append(np.minimum(v, 510 - v))
    return np.stack(planes, -1).clip(0, 255)


def wavelet(t):
    """psi_t: rows are y, columns are x; sigma 1.2, frequency pi / 2, slant 0.6, 9 x 9."""
    psi = np.zeros((9, 9), complex)
    envelope = np.zeros((9, 9))
    theta = np.pi * t / ANGLES
    for y in range(-4, 5):
        for x in range(-4, 5):
            along = np.cos(theta) * x + np.sin(theta) * y
            across = np.cos(theta) * y - np.sin(theta) * x
            envelope[y + 4, x + 4] = np.exp(-(along**2 + 0.36 * across**2) / 2.88)
            psi[y + 4, x + 4] = envelope[y + 4, x + 4] * np.exp(1j * np.pi / 2 * along)
    psi -= envelope * psi.sum() / envelope.sum()
    return psi / np.abs(psi).sum()


PSI = [wavelet(t) for t in range(ANGLES)]


def modulus(plane):
    """|plane * psi_t| for every t; 'mirror' repeats no border pixel."""
    return [np.hypot(correlate(plane, psi.real, mode="mirror"), correlate(plane, psi.imag, mode="mirror"))
            for psi in PSI]


def halve(plane):
    """(1, 3, 3, 1) / 8 over pixels 2 i - 1 ... 2 i + 2, in both directions."""
    for axis in (0, 1):
        wide = np.pad(plane, [(1, 2) if a == axis else (0, 0) for a in (0, 1)], mode="reflect")
        take = [np.take(wide, np.arange(k, k + plane.shape[axis], 2), axis) for k in range(4)]
        plane = (take[0] + 3 * take[1] + 3 * take[2] + take[3]) / 8
    return plane


def statistics(plane):
    """Standard deviation, then means over four overlapping rings."""
    size = len(plane)
    centre = (2 * np.arange(size) + 1) / size - 1
    distance = np.sqrt(centre[:, None] ** 2 + centre[None, :] ** 2)
    result = [plane.std()]
    for ring in range(RINGS):
        weight = np.maximum(0, 1 - np.abs(distance - 0.4 * ring) / 0.4)
        if ring == RINGS - 1:
            weight[distance > 0.4 * ring] = 1
        result.append((plane * weight).sum() / weight.sum())
    return result


def standardised(stack):
    """Of each colour: every orientation minus its mean, over the deviation they have together."""
    result = []
    for planes in stack:
        centred = [p - p.mean() for p in planes]
        deviation = np.sqrt(np.mean([c**2 for c in centred]) + 1e-8)
        result.append([c / deviation for c in centred])
    return result


def correlations(first, second, same):
    result = []
    for a in range(3):
        for b in range(a if same else 0, 3):
            for turn in range(1 if same and a == b else 0, ANGLES // 2 + 1):
                products = [np.mean(first[a][t] * second[b][(t + sign * turn) % ANGLES])
                            for t in range(ANGLES) for sign in (1, -1)]
                result.append(np.mean(products))
    return result


def scattering(rgb):
    red, green, blue = np.moveaxis(rgb / 255.0, -1, 0)
    x = [(red + green + blue) / 3, (red - green) / 2, (red + green - 2 * blue) / 4]
    features = [number for plane in x for number in statistics(plane)]
    earlier = []  # U1 of all smaller scales, brought to this one: [scale][colour][orientation]
    for j in range(SCALES):
        u1 = [modulus(plane) for plane in x]
        maps = [np.mean(u, 0) for u in u1] + [np.std(u, 0) for u in u1]
        for stack in earlier:
            for planes in stack:
                u2 = [modulus(plane) for plane in planes]  # [s][t]
                for turn in range(ANGLES // 2 + 1):
                    maps.append(np.mean([u2[s][(s + sign * turn) % ANGLES]
                                         for s in range(ANGLES) for sign in (1, -1)], 0))
        features += [np.log(number + 1e-4) for plane in maps for number in statistics(plane)]
        standard = standardised(u1)
        features += correlations(standard, standard, True)
        if earlier:
            features += correlations(standardised(earlier[-1]), standard, False)
        x = [halve(plane) for plane in x]
        earlier = [[[halve(p) for p in planes] for planes in stack] for stack in earlier + [u1]]
    return features


if __name__ == "__main__":
    result = []
    for formula in ((3, 5, 7), (1, 2, -3), (0, 0, 0)):
        features = scattering(picture(*formula))
        result.append(dict(formula=formula, features=[float(f"{v:.7g}") for v in features]))
    bank = dict(real=[float(f"{v:.9g}") for v in PSI[3].real.ravel()], imag=[float(f"{v:.9g}") for v in PSI[3].imag.ravel()])
    with open("scattering.json", "w") as file:
        json.dump(dict(wavelet3=bank, pictures=result), file, separators=(",", ":"))
