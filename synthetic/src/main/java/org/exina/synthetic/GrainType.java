package org.exina.synthetic;

import static org.exina.synthetic.GrainRecipe.Build.MONAD;
import static org.exina.synthetic.GrainRecipe.Build.POLYAD;
import static org.exina.synthetic.GrainRecipe.Build.SACCATE;
import static org.exina.synthetic.GrainRecipe.Build.TETRAD;
import static org.exina.synthetic.WallLayers.INTECTATE;
import static org.exina.synthetic.WallLayers.PLAIN;
import static org.exina.synthetic.WallLayers.TECTATE;

import java.util.Locale;
import org.exina.synthetic.GrainRecipe.Apertures;
import org.exina.synthetic.GrainRecipe.Build;
import org.exina.synthetic.GrainRecipe.Exine;
import org.exina.synthetic.GrainRecipe.Form;
import org.exina.synthetic.GrainRecipe.Pose;
import org.exina.synthetic.GrainRecipe.Sculpture;
import org.exina.synthetic.GrainRecipe.Sculpture.Kind;

/**
 * The classes, named by what a palynologist calls them (terms as in Punt et al. 2007, Glossary of pollen and spore
 * terminology). No class is a species. Monoporate and triporate, and tricolpate and tricolporate, are alike on purpose.
 */
enum GrainType {
    /** As in grasses: round, thin smooth wall, one ringed pore. */
    MONOPORATE(
            92,
            MONAD,
            Pose.ANY,
            Form.of(1).soft(0.03, 0.35, 1.2),
            Apertures.pores(1, 0.085, 0.13),
            smooth(),
            new Exine(0.055, PLAIN, 1.5, Stain.PALE, 0.16, Stain.PALE, 0.5)),
    /** As in birch: rounded triangle, three protruding pores. */
    TRIPORATE(
            80,
            MONAD,
            Pose.POLAR,
            Form.of(0.82).cornered(3, 0.2, 0).soft(0.04, 0.3, 0.5),
            Apertures.pores(3, 0.11, 0.15),
            smooth(),
            new Exine(0.075, TECTATE, 1.5, Stain.PALE, 0.24, Stain.YELLOW, 0.5)),
    /** As in maple or oak: three furrows. */
    TRICOLPATE(
            86,
            MONAD,
            Pose.ANY,
            Form.of(1.04).soft(0.03, 0.2, 0),
            Apertures.furrows(3, 0.86, 0.15, 0.17),
            new Sculpture(Kind.GRANULES, 420, 0.014, 0.045, 0.42),
            new Exine(0.08, TECTATE, 1.25, Stain.BROWN, 0.3, Stain.BROWN, 0.5)),
    /** As in many trees of the tropics: three furrows, a pore in each. */
    TRICOLPORATE(
            88,
            MONAD,
            Pose.ANY,
            Form.of(1.2).soft(0.03, 0.2, 0),
            Apertures.furrows(3, 0.84, 0.075, 0.13).withPores(0.15, 0.1),
            smooth(),
            new Exine(0.105, TECTATE, 1.25, Stain.BROWN, 0.3, Stain.BROWN, 0.35)),
    /** As in lily or olive: a net of ridges. */
    RETICULATE(
            100,
            MONAD,
            Pose.ANY,
            Form.of(0.95).soft(0.03, 0.15, 0),
            Apertures.furrows(3, 0.75, 0.09, 0.1),
            new Sculpture(Kind.NET, 190, 0.075, 0.075, 0.75),
            new Exine(0.075, INTECTATE, 1.3, Stain.YELLOW, 0.2, Stain.YELLOW, 0.4)),
    /** As in daisies: spines. */
    ECHINATE(
            82,
            MONAD,
            Pose.ANY,
            Form.of(0.97).soft(0.03, 0.1, 0),
            Apertures.furrows(3, 0.5, 0.1, 0.06),
            new Sculpture(Kind.SPINES, 120, 0.22, 0.125, 0.6),
            new Exine(0.12, TECTATE, 1.1, Stain.GREENISH, 0.22, Stain.YELLOW, 0.4)),
    /** As in myrtles: flat triangle whose furrows meet at the pole. */
    SYNCOLPATE(
            74,
            MONAD,
            Pose.POLAR,
            Form.of(0.55).cornered(3, 0.42, 0.14).soft(0.05, 0.3, 0.3),
            Apertures.furrows(3, 1.5, 0.05, 0.07).withPores(0.09, 0.05),
            smooth(),
            new Exine(0.1, TECTATE, 1.2, Stain.PALE, 0.18, Stain.PALE, 0.3)),
    /** As in goosefoot: round, with many pores all over. */
    PERIPORATE(
            84,
            MONAD,
            Pose.ANY,
            Form.of(1).soft(0.02, 0.12, 0),
            Apertures.pores(46, 0.095, 0.05),
            new Sculpture(Kind.GRANULES, 500, 0.008, 0.04, 0.2),
            new Exine(0.1, TECTATE, 1.15, Stain.YELLOW, 0.28, Stain.YELLOW, 0.4)),
    /** As in palms: boat-shaped, one long furrow, clear. */
    MONOSULCATE(
            112,
            MONAD,
            Pose.EQUATORIAL,
            Form.of(1.65).soft(0.05, 0.5, 1.2),
            Apertures.furrows(1, 0.93, 0.16, 0.2),
            smooth(),
            new Exine(0.06, TECTATE, 1.3, Stain.PALE, 0.12, Stain.PALE, 0.6)),
    /** As in heaths: four grains together. */
    TETRAHEDRAL_TETRAD(
            96,
            TETRAD,
            Pose.ANY,
            Form.of(0.95).soft(0.04, 0.2, 0),
            Apertures.furrows(3, 0.6, 0.08, 0.08),
            new Sculpture(Kind.GRANULES, 260, 0.012, 0.06, 0.3),
            new Exine(0.1, TECTATE, 0.8, Stain.BROWN, 0.2, Stain.BROWN, 0.4)),
    /** As in acacias: sixteen grains together. */
    POLYAD_OF_SIXTEEN(
            104,
            POLYAD,
            Pose.POLAR,
            Form.of(0.95).cornered(4, 0.35, 0).soft(0.05, 0.2, 0),
            Apertures.NONE,
            smooth(),
            new Exine(0.1, PLAIN, 0.5, Stain.PALE, 0.18, Stain.GREENISH, 0.5)),
    /** As in pines: two bladders. */
    BISACCATE(
            120,
            SACCATE,
            Pose.EQUATORIAL,
            Form.of(0.82).soft(0.04, 0.15, 0),
            Apertures.NONE,
            new Sculpture(Kind.WRINKLES, 12, 0.02, 0.3, 0.4),
            new Exine(0.09, TECTATE, 1.0, Stain.YELLOW, 0.25, Stain.YELLOW, 0.5)),
    /** Stripes along the meridians. */
    STRIATE(
            90,
            MONAD,
            Pose.EQUATORIAL,
            Form.of(1.25).soft(0.03, 0.2, 0),
            Apertures.furrows(3, 0.9, 0.07, 0.1),
            new Sculpture(Kind.STRIPES, 26, 0.03, 0.5, 0.65),
            new Exine(0.08, TECTATE, 1.3, Stain.FUCHSIN, 0.25, Stain.FUCHSIN, 0.3)),
    /** As in spurges: dense knobs in rows round small pits. */
    CLAVATE(
            118,
            MONAD,
            Pose.ANY,
            Form.of(1).soft(0.02, 0.1, 0),
            Apertures.NONE,
            new Sculpture(Kind.GRANULES, 620, 0.07, 0.055, 0.9),
            new Exine(0.075, INTECTATE, 1.7, Stain.BROWN, 0.45, Stain.BROWN, 0.3)),
    /** As in chicory: high ridges round large windows. */
    LOPHATE(
            88,
            MONAD,
            Pose.ANY,
            Form.of(1).soft(0.03, 0.1, 0),
            Apertures.pores(3, 0.14, 0.04),
            new Sculpture(Kind.NET, 34, 0.2, 0.16, 0.7),
            new Exine(0.1, TECTATE, 1.1, Stain.GREENISH, 0.2, Stain.YELLOW, 0.4)),
    /** Winding ridges. */
    RUGULATE(
            92,
            MONAD,
            Pose.ANY,
            Form.of(0.9).cornered(5, 0.25, 0).soft(0.03, 0.15, 0),
            Apertures.pores(5, 0.1, 0.07),
            new Sculpture(Kind.WRINKLES, 6, 0.045, 0.4, 0.7),
            new Exine(0.08, TECTATE, 1.2, Stain.GREENISH, 0.25, Stain.BROWN, 0.4));

    @SuppressWarnings("ImmutableEnumChecker") // a record of numbers
    private final GrainRecipe recipe;

    GrainType(
            double radiusPx, Build build, Pose pose, Form form, Apertures apertures, Sculpture sculpture, Exine exine) {
        recipe = new GrainRecipe(radiusPx, build, pose, form, apertures, sculpture, exine);
    }

    GrainRecipe recipe() {
        return recipe;
    }

    /** Lower case, words joined by hyphens. */
    String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static Sculpture smooth() {
        return new Sculpture(Kind.SMOOTH, 0, 0, 0, 0);
    }
}
