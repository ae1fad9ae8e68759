/**
 * Frozen networks that can be run. Begin with {@link org.exina.backbone.Backbones}. May import network, weights, image and
 * store.
 */
package org.exina.backbone;
