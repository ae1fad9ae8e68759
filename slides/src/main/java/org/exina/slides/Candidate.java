package org.exina.slides;

import org.exina.image.Box;

/**
 * Something that stands out from the background and may be a grain, a part of one, or several.
 *
 * @param box around its outline
 * @param areaPx pixels inside its outline, holes filled
 * @param solidity the area by that of its convex hull, in (0, 1]: touching grains that were not parted have less
 * @param contrast mean distance of its colour from the background's, in grey levels
 */
public record Candidate(Box box, long areaPx, double solidity, double contrast) {
    Candidate moved(int right, int down) {
        return new Candidate(box.moved(right, down), areaPx, solidity, contrast);
    }
}
