/**
 * Chooses what a classifier is made of, inside its training set: which backbones, depths, views and poolings, which
 * heads, and which of them to average. Begin with {@link org.exina.head.select.AutomaticHead}. Sees numbers only. May
 * import head, io, model and onnx.
 */
package org.exina.head.select;
