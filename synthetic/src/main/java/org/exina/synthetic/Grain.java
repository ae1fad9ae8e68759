package org.exina.synthetic;

import java.util.ArrayList;
import java.util.List;

/**
 * One grain, made after a recipe: its bodies, about (0, 0) and with a scale of one pixel per unit until it is placed.
 */
record Grain(List<Body> bodies) {
    private static final double[][] TETRAHEDRON = {{1, 1, 1}, {1, -1, -1}, {-1, 1, -1}, {-1, -1, 1}};

    Grain {
        bodies = List.copyOf(bodies);
    }

    /**
     * Makes a grain after a recipe, its pose and irregularities drawn at random.
     *
     * @param detail texels along a face of each body's map, about the radius in pixels
     */
    static Grain of(GrainRecipe recipe, int detail, Chance chance) {
        Rotation turn = switch (recipe.pose()) {
            case ANY -> Rotation.any(chance);
            case POLAR -> chance.hits(0.12) ? Rotation.any(chance) : Rotation.polarView(0.5, chance);
            case EQUATORIAL -> chance.hits(0.2) ? Rotation.any(chance) : Rotation.equatorialView(0.5, chance);
        };
        Matter matter = matter(recipe, chance);
        return switch (recipe.build()) {
            case MONAD -> new Grain(List.of(body(recipe, detail, turn, new double[3], 1, matter, chance)));
            case TETRAD -> tetrad(recipe, detail, turn, matter, chance);
            case POLYAD -> polyad(recipe, detail, turn, matter, chance);
            case SACCATE -> saccate(recipe, detail, turn, matter, chance);
        };
    }

    /** This grain at a place and a scale. */
    Grain placed(double x, double y, double depth, double scale) {
        List<Body> placed = new ArrayList<>();
        for (Body body : bodies) {
            placed.add(new Body(
                    body.wall(),
                    body.turn(),
                    x + body.x() * scale,
                    y + body.y() * scale,
                    depth + body.depth() * scale,
                    body.scale() * scale,
                    body.matter()));
        }
        return new Grain(placed);
    }

    /** This grain in a preparation whose dye changes absorbance by these factors. */
    Grain stained(Rgb dye) {
        return new Grain(bodies.stream()
                .map(body -> new Body(
                        body.wall(),
                        body.turn(),
                        body.x(),
                        body.y(),
                        body.depth(),
                        body.scale(),
                        body.matter().stained(dye)))
                .toList());
    }

    /** Left, top, right and bottom of what is seen of it, in pixels. */
    double[] bounds() {
        double[] bounds = {Double.MAX_VALUE, Double.MAX_VALUE, -Double.MAX_VALUE, -Double.MAX_VALUE};
        for (Body body : bodies) {
            body.widen(bounds);
        }
        return bounds;
    }

    private static Matter matter(GrainRecipe recipe, Chance chance) {
        GrainRecipe.Exine exine = recipe.exine();
        double strength = chance.around(0.74, 0.13);
        double faded = chance.uniform(0, 0.35);
        double dyed = chance.hits(0.2) ? chance.uniform(0.1, 0.5) : 0; // the preparation's fuchsin, whatever the class
        double full = chance.hits(0.15) ? chance.uniform(0.1, 0.5) : chance.around(1, 0.25);
        double lumped = exine.clumps() * chance.around(1, 0.3);
        boolean shrunk = chance.hits(0.12);
        return new Matter(
                exine.colour()
                        .mixed(Stain.PALE, faded)
                        .mixed(Stain.FUCHSIN, dyed)
                        .varied(0.07, chance)
                        .times(exine.darkness() * strength),
                exine.fillColour()
                        .mixed(Stain.PALE, faded)
                        .mixed(Stain.FUCHSIN, dyed)
                        .varied(0.07, chance)
                        .times(exine.fill() * full * strength),
                0.09 * chance.around(1, 0.15),
                0.012 * full * chance.around(1, 0.3),
                exine.layers(),
                Math.max(0, Math.min(1, lumped)),
                shrunk ? chance.uniform(0.7, 0.9) : 1.1,
                chance.nextInt() & 0xFFFFFF);
    }

    private static Body body(
            GrainRecipe recipe, int detail, Rotation turn, double[] place, double size, Matter matter, Chance chance) {
        SurfaceMap wall = SurfaceMap.of(detail, new GrainSurface(recipe, chance));
        return body(wall, turn, Rotation.NONE, place, size, matter);
    }

    /**
     * One body of a grain of several, turned with the whole grain.
     *
     * @param place in the whole grain's frame
     * @param own turn of the body within the grain
     */
    private static Body body(SurfaceMap wall, Rotation turn, Rotation own, double[] place, double size, Matter matter) {
        double[] seen = turn.toImage(place);
        return new Body(wall, turn.then(own), seen[0], seen[1], seen[2], size, matter);
    }

    private static Grain tetrad(GrainRecipe recipe, int detail, Rotation turn, Matter matter, Chance chance) {
        List<Body> bodies = new ArrayList<>();
        for (double[] corner : TETRAHEDRON) {
            double off = 0.27 * chance.around(1, 0.06);
            double[] place = {corner[0] * off, corner[1] * off, corner[2] * off};
            SurfaceMap wall = SurfaceMap.of(detail * 2 / 3, new GrainSurface(recipe, chance));
            bodies.add(body(wall, turn, Rotation.any(chance), place, 0.58 * chance.around(1, 0.04), matter));
        }
        return new Grain(bodies);
    }

    /** Two layers of four, and eight round them. */
    private static Grain polyad(GrainRecipe recipe, int detail, Rotation turn, Matter matter, Chance chance) {
        List<Body> bodies = new ArrayList<>();
        SurfaceMap wall = SurfaceMap.of(Math.max(16, detail / 2), new GrainSurface(recipe, chance));
        for (int i = 0; i < 16; i++) {
            double[] place = new double[3];
            if (i < 8) {
                place[0] = ((i & 1) == 0 ? -0.3 : 0.3) * chance.around(1, 0.05);
                place[1] = ((i & 2) == 0 ? -0.3 : 0.3) * chance.around(1, 0.05);
                place[2] = ((i & 4) == 0 ? -0.25 : 0.25) * chance.around(1, 0.08);
            } else {
                double angle = StrictMath.PI / 4 * (i + 0.5 + chance.around(0, 0.06));
                double off = 0.73 * chance.around(1, 0.025);
                place[0] = off * StrictMath.cos(angle);
                place[1] = off * StrictMath.sin(angle);
                place[2] = chance.around(0, 0.05);
            }
            Rotation own = Rotation.polarView(0.15, chance);
            bodies.add(body(wall, turn, own, place, 0.37 * chance.around(1, 0.05), matter));
        }
        return new Grain(bodies);
    }

    private static Grain saccate(GrainRecipe recipe, int detail, Rotation turn, Matter matter, Chance chance) {
        List<Body> bodies = new ArrayList<>();
        bodies.add(body(recipe, detail, turn, new double[3], 0.66, matter, chance));
        GrainRecipe bladder = new GrainRecipe(
                recipe.radiusPx(),
                recipe.build(),
                recipe.pose(),
                GrainRecipe.Form.of(0.9).soft(0.05, 0.3, 0),
                GrainRecipe.Apertures.NONE,
                new GrainRecipe.Sculpture(GrainRecipe.Sculpture.Kind.NET, 150, 0.01, 0.09, 0.8),
                recipe.exine());
        Matter thin = new Matter(
                matter.wall().times(0.6),
                matter.content().times(0.05),
                matter.wallIndex(),
                0,
                matter.layers(),
                0,
                1.1,
                matter.noise());
        double size = 0.46 * chance.around(1, 0.08);
        for (int side = -1; side <= 1; side += 2) {
            double[] place = {side * 0.62 * chance.around(1, 0.04), 0, -0.37 * chance.around(1, 0.1)};
            SurfaceMap wall = SurfaceMap.of(detail, new GrainSurface(bladder, chance));
            bodies.add(body(wall, turn, Rotation.NONE, place, size * chance.around(1, 0.04), thin));
        }
        return new Grain(bodies);
    }
}
