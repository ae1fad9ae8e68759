/**
 * What self-contained HTML pages are made of, and tables of results as CSV, Markdown and HTML. Begin with
 * {@link org.exina.report.html.Page} and {@link org.exina.report.html.Table}. May import image, image.file, io,
 * settings and task.
 */
package org.exina.report.html;
