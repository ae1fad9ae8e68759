"""Reference values for intervals of pollen percentages: scipy's score interval.

python make_shares.py > shares.json    (scipy 1.15 or newer)

A type in the sum is one of its grains or is not; one outside is compared with the sum by the odds of both together.
"""

import json

from scipy.stats import binomtest

cases = []
for count, total in [(0, 10), (3, 10), (10, 10), (1, 300), (42, 300), (250, 521)]:
    interval = binomtest(count, total).proportion_ci(0.95, method="wilson")
    cases.append({"count": count, "sum": total, "inSum": True, "low": interval.low, "high": interval.high})
for count, total in [(0, 10), (3, 10), (30, 10), (42, 300), (900, 521)]:
    interval = binomtest(count, count + total).proportion_ci(0.95, method="wilson")
    low, high = (share / (1 - share) for share in (interval.low, interval.high))
    cases.append({"count": count, "sum": total, "inSum": False, "low": low, "high": high})
print(json.dumps(cases, indent=1))
