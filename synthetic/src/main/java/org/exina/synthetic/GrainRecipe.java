package org.exina.synthetic;

/**
 * What the grains of one class have in common; lengths are in grain radii.
 *
 * @param radiusPx radius of a usual grain in a usual image
 * @param build how many bodies make a grain
 * @param pose how grains of this class come to lie
 */
record GrainRecipe(
        double radiusPx, Build build, Pose pose, Form form, Apertures apertures, Sculpture sculpture, Exine exine) {

    enum Build {
        /** One grain on its own. */
        MONAD,
        /** Four grains that stay together. */
        TETRAD,
        /** Sixteen grains that stay together. */
        POLYAD,
        /** A grain with two bladders. */
        SACCATE
    }

    enum Pose {
        ANY,
        POLAR,
        EQUATORIAL
    }

    /**
     * The outline, and how far single grains stray from it.
     *
     * @param polar polar axis over equatorial diameter
     * @param corners of the equatorial outline; 0: round
     * @param cornering 0 round to 1 sharp
     * @param hollow how much the sides between corners fall in
     * @param uneven relative depth of irregularities
     * @param dents probability of a dent
     * @param folds usual number of creases
     */
    record Form(double polar, int corners, double cornering, double hollow, double uneven, double dents, double folds) {
        static Form of(double polar) {
            return new Form(polar, 0, 0, 0, 0.035, 0.15, 0);
        }

        Form cornered(int count, double sharpness, double fallenIn) {
            return new Form(polar, count, sharpness, fallenIn, uneven, dents, folds);
        }

        Form soft(double unevenness, double denting, double creases) {
            return new Form(polar, corners, cornering, hollow, unevenness, denting, creases);
        }
    }

    /**
     * The openings of the wall: furrows and pores.
     *
     * @param furrows (colpi) along meridians; a single one is a sulcus
     * @param furrowLength as the sine of latitude; above 1 they meet at the poles
     * @param furrowWidth half the breadth at the equator
     * @param furrowDepth how far they sink in
     * @param pores number of pores: as many as furrows lie in them, up to 6 on the equator, more over the whole grain
     * @param pore their radius
     * @param annulus thickening round a pore
     */
    record Apertures(
            int furrows,
            double furrowLength,
            double furrowWidth,
            double furrowDepth,
            int pores,
            double pore,
            double annulus) {
        static final Apertures NONE = new Apertures(0, 0, 0, 0, 0, 0, 0);

        static Apertures furrows(int count, double length, double width, double depth) {
            return new Apertures(count, length, width, depth, 0, 0, 0);
        }

        static Apertures pores(int count, double radius, double annulus) {
            return new Apertures(0, 0, 0, 0, count, radius, annulus);
        }

        Apertures withPores(double radius, double thickening) {
            return new Apertures(furrows, furrowLength, furrowWidth, furrowDepth, furrows, radius, thickening);
        }
    }

    /**
     * The relief of the wall.
     *
     * @param count of elements over the whole grain
     * @param height that they rise
     * @param width half the breadth of one
     * @param contrast how much denser they are than what lies between, 0 to 1
     */
    record Sculpture(Kind kind, int count, double height, double width, double contrast) {
        enum Kind {
            SMOOTH,
            GRANULES,
            NET,
            SPINES,
            STRIPES,
            WRINKLES
        }
    }

    /**
     * The wall and the content it holds, as light passes through them.
     *
     * @param thickness of the wall
     * @param darkness absorbance per radius of wall
     * @param colour its absorbance by colour, mean about 1
     * @param fill absorbance per radius of content
     * @param fillColour its absorbance by colour, mean about 1
     * @param clumps how uneven the content is, 0 to 1
     */
    record Exine(
            double thickness,
            WallLayers layers,
            double darkness,
            Rgb colour,
            double fill,
            Rgb fillColour,
            double clumps) {}
}
