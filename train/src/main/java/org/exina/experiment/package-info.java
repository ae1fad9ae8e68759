/** Cross-validation and training, recorded so that they can be run again. May import augment, dataset, features, backbone, head, metric, image, predict, slide and store. */
package org.exina.experiment;
