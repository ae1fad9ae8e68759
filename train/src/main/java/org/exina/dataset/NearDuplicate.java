package org.exina.dataset;

import org.exina.image.DihedralView;

/**
 * Two images that show one thing: one photograph saved, resized, turned or cut out differently, or one object
 * photographed twice.
 *
 * @param a the index of a sample
 * @param b of a later one
 * @param view the view of {@code b} that is like {@code a}
 * @param similarity of their fine detail, in (0, 1]
 */
public record NearDuplicate(int a, int b, DihedralView view, double similarity) {}
