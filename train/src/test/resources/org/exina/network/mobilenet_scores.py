"""Prints Keras's scores (before softmax) of ten pictures drawn by formula, 224 x 224, as JSON: (10, 1000).

    python mobilenet_scores.py mobilenet_7_5_224_tf.h5 0.75

Run by MobileNetScoresTest, since nothing made from real weights is kept beside the code.
"""

import json
import sys

import make_keras_reference as reference
import numpy as np
from keras import applications

weights, alpha = sys.argv[1], float(sys.argv[2])
model = applications.MobileNet(
    input_shape=(224, 224, 3), alpha=alpha, weights=None, classifier_activation=None
)
model.load_weights(weights)
x = np.stack([reference.picture(k, 224, 224) for k in range(10)])
scores = np.asarray(model(applications.mobilenet.preprocess_input(x)))
print(json.dumps([[float("%.9g" % s) for s in row] for row in scores]))
