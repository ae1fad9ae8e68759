/**
 * What self-contained HTML pages are made of. Begin with {@link org.exina.page.Page}. May import image and store.
 */
package org.exina.page;
