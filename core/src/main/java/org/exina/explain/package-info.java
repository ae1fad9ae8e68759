/**
 * Why a model says what it says: heat maps and the nearest training pictures, from the model file alone. Begin with
 * {@link org.exina.explain.Explainer}. May import predict, backbone, network, image and store.
 */
package org.exina.explain;
