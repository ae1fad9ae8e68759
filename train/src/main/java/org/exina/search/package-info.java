/**
 * Chooses what a classifier is made of, inside its training set: which backbones, depths, views and poolings, which heads,
 * and which of them to average. Begin with {@link org.exina.search.AutomaticHead}. Sees numbers only; may import head,
 * network, store.
 */
package org.exina.search;
