/**
 * Pictures as points of a plane, those alike near to each other. Begin with {@link org.exina.map.DataMap}. May import
 * experiment, features, dataset, head and store.
 */
package org.exina.map;
