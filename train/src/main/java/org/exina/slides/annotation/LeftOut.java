package org.exina.slides.annotation;

/**
 * What is not used, and why.
 *
 * @param where "boxes.csv, line 12" or "images/a.jpg": below the folder, with '/' between names
 * @param reason a sentence's end: "lies outside its image of 416 x 416 pixels"
 */
public record LeftOut(String where, String reason) {}
