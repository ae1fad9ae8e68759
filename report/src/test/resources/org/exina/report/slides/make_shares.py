"""Reference values for intervals of pollen percentages: scipy's score interval.

python make_shares.py > shares.json    (scipy 1.15 or newer)

A type in the sum is one of its grains or is not. Of one outside, the count given the sum is negative binomial, with variance
sum * u * (1 + u) at a true ratio u (Mosimann 1965, Maher 1972); the ends of its interval are found as roots.
"""

import json

from scipy.optimize import brentq
from scipy.stats import binomtest, norm

cases = []
for count, total in [(0, 10), (3, 10), (10, 10), (1, 300), (42, 300), (250, 521)]:
    interval = binomtest(count, total).proportion_ci(0.95, method="wilson")
    cases.append({"count": count, "sum": total, "inSum": True, "low": interval.low, "high": interval.high})
for count, total in [(0, 10), (3, 10), (30, 10), (7, 4), (40, 286), (42, 300), (500, 300), (900, 521)]:
    def score(u):
        return (count - total * u) ** 2 - norm.ppf(0.975) ** 2 * total * u * (1 + u)

    low = brentq(score, 0, count / total, xtol=1e-15) if count else 0.0
    high = brentq(score, count / total + 1e-12, 1e6, xtol=1e-12)
    cases.append({"count": count, "sum": total, "inSum": False, "low": low, "high": high})
print(json.dumps(cases, indent=1))
