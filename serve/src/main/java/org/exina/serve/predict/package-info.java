/**
 * Answers of models to images that were sent: models are opened once and kept, requests that come together are run
 * together. Begin with {@link org.exina.serve.predict.Predictor}. May import api, image, image.file, model,
 * serve.data, serve.http and task.
 */
package org.exina.serve.predict;
