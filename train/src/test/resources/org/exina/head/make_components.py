"""Reference values for the principal components: scikit-learn on data that both sides make by one formula.

python make_components.py > components.json    (numpy 2, scikit-learn 1.7 or newer)
"""

import json

import numpy as np
from sklearn.decomposition import PCA
from sklearn.preprocessing import StandardScaler

SAMPLES, FEATURES, COMPONENTS = 40, 12, 5
x = np.array([[np.sin(1 + i * (j % 4 + 1)) * (j + 1) + np.cos(i * j + 1) for j in range(FEATURES)] for i in range(SAMPLES)])
pca = PCA(COMPONENTS, svd_solver="full").fit(StandardScaler().fit_transform(x.astype(np.float32).astype(float)))
points = pca.transform(StandardScaler().fit_transform(x.astype(np.float32).astype(float)))
# signs are free: distances between points are not
distances = [float(np.linalg.norm(points[0] - points[i])) for i in range(1, SAMPLES)]
whitened = points / points.std(0)
print(
    json.dumps(
        {
            "samples": SAMPLES,
            "features": FEATURES,
            "components": COMPONENTS,
            "deviations": [round(float(v), 10) for v in points.std(0)],
            "distances": [round(v, 10) for v in distances],
            "whitened": [round(float(np.linalg.norm(whitened[0] - whitened[i])), 10) for i in range(1, SAMPLES)],
        },
        indent=1,
    )
)
