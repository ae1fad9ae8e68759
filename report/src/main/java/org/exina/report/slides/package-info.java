/**
 * What a palynologist gets from a count: tables, images of fields with their grains marked, and a page to check and
 * correct it on. Begin with {@link org.exina.report.slides.CountTable} and {@link org.exina.report.slides.CountPage}.
 * May import image, image.file, io, metric, report.html, report.plot, settings, slides and task.
 */
package org.exina.report.slides;
