/**
 * What a palynologist gets from a count: tables, pictures of fields with their grains marked, and a page to check and correct
 * it on. Begin with {@link org.exina.count.CountTable} and {@link org.exina.count.CountPage}. May import slide, page, plot,
 * table, metric, image and store.
 */
package org.exina.count;
