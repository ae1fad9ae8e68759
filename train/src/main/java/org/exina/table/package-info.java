/**
 * Tables of results as CSV, Markdown and HTML. Begin with {@link org.exina.table.Table}. May import store.
 */
package org.exina.table;
