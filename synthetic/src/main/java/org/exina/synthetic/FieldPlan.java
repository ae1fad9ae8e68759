package org.exina.synthetic;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.exina.image.Box;

/**
 * All that lies on one synthetic field and how it is seen, without a pixel drawn: any piece of it can be drawn alone, by
 * any number of threads, and fits its neighbours to the bit.
 */
final class FieldPlan {
    private static final double UNIT = PlacedGrain.Kind.RADIUS_PX;
    private static final double HALF_DEPTH = 2.6 * UNIT;
    private static final int SLABS = 11;
    private static final int KEPT_GRAINS = 200; // surfaces, of at most 0.8 MB each
    private static final double PIECES_PER_PX = 5.0 / (1600 * 1200);
    private static final double DUST_PER_PX = 50.0 / (1600 * 1200);

    private static final long LOOK = -1; // key of the random numbers, beside the numbers of grains
    private static final long DIRT = -2;
    private static final long COUNT = -3;
    private static final long ABUNDANCE = -4;
    private static final long FIELDS = 0x4669656C6473L; // "Fields": no grain of a SampleFolder has this class number

    private final FieldSettings settings;
    private final Look look;
    private final List<PlacedGrain> grains;
    private final List<Boolean> touched;
    private final List<Speck> specks;
    private final Map<Long, Grain> drawn = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Grain> eldest) {
            return size() > KEPT_GRAINS;
        }
    };

    /** What all grains of a field have in common. */
    private record Look(Microscope microscope, Light light, double cloudsAcross, Camera camera, Rgb dye) {}

    private FieldPlan(FieldSettings settings, Look look, Scatter scatter, List<Speck> specks) {
        this.settings = settings;
        this.look = look;
        this.grains = scatter.grains();
        this.touched = grains.stream().map(scatter::isTouched).toList();
        this.specks = specks;
    }

    /**
     * Plans one field; the same settings and number give the same plan.
     *
     * @param number of the field, from 1
     */
    static FieldPlan of(FieldSettings settings, int number) {
        IntFunction<Chance> chances = what -> Chance.of(settings.seed(), FIELDS, number, what);
        Look look = look(settings, chances.apply((int) LOOK));
        Scatter scatter = new Scatter(settings.width(), settings.height());
        int count = count(settings, number, chances.apply((int) COUNT));
        double[] abundance = abundance(settings, chances.apply((int) ABUNDANCE));
        for (int i = 0; i < count; i++) {
            Chance chance = chances.apply(i);
            boolean alone = scatter.count() == 0 || chance.hits(0.62);
            GrainType type = pick(abundance, chance);
            double depth = depth(settings, chance);
            if (alone) {
                scatter.lay(new PlacedGrain.Kind(type, chance.nextLong(), look.dye()), depth, chance);
            } else {
                PlacedGrain other = scatter.last(chance.below(Math.min(8, scatter.count())));
                GrainType same = chance.hits(0.6) ? other.kind().type() : type;
                PlacedGrain.Kind kind = new PlacedGrain.Kind(same, chance.nextLong(), look.dye());
                scatter.layAt(other, kind, other.depth() + chance.around(0, 0.12 * UNIT), chance);
            }
        }
        return new FieldPlan(settings, look, scatter, dirt(settings, chances.apply((int) DIRT)));
    }

    /**
     * Plans a field on which grains lie in fours, two by two, and nothing else; a class of its own in each four.
     *
     * @param number of the field, from 1
     */
    static FieldPlan ofFours(FieldSettings settings, int number) {
        Chance chance = Chance.of(settings.seed(), FIELDS, number);
        Look look = look(settings, Chance.of(settings.seed(), FIELDS, number, LOOK));
        Scatter scatter = new Scatter(settings.width(), settings.height());
        double room = 6 * UNIT;
        int columns = (int) Math.max(1, settings.width() / room);
        int most = columns * (int) Math.max(1, settings.height() / room);
        for (int i = 0; i < Math.min(most, settings.grains() / 4); i++) {
            GrainType type = GrainType.values()[i % settings.classes()];
            List<PlacedGrain.Kind> four = new ArrayList<>();
            for (int k = 0; k < 4; k++) {
                four.add(new PlacedGrain.Kind(type, chance.nextLong(), look.dye()));
            }
            int row = i / columns;
            scatter.layFour(four, (i % columns + 0.33) * room, (row + 0.33) * room, 0);
        }
        return new FieldPlan(settings, look, scatter, List.of());
    }

    /** Now and then there is nothing on a field but dirt; large fields differ less than small ones. */
    private static int count(FieldSettings settings, int number, Chance chance) {
        boolean none = chance.hits(0.06) && number > 1;
        double spread = 0.3 * Math.min(1, Math.sqrt(24.0 / Math.max(1, settings.grains())));
        return none ? 0 : (int) Math.max(0, Math.round(settings.grains() * chance.around(1, spread)));
    }

    /** How common each class is: as uneven as in the field's region (seed), and at random again on the field. */
    private static double[] abundance(FieldSettings settings, Chance chance) {
        Chance region = Chance.of(settings.seed(), FIELDS, ABUNDANCE);
        double[] abundance = new double[settings.classes()];
        for (int i = 0; i < abundance.length; i++) {
            double common = region.uniform(0.3, 1);
            abundance[i] = common * common * chance.uniform(0.25, 1.75);
        }
        return abundance;
    }

    private static GrainType pick(double[] abundance, Chance chance) {
        double sum = 0;
        for (double share : abundance) {
            sum += share;
        }
        double at = chance.uniform(0, sum);
        int i = 0;
        while (i < abundance.length - 1 && at >= abundance[i]) {
            at -= abundance[i++];
        }
        return GrainType.values()[i];
    }

    /** Grains lie on the glass, a few float; where the focus is to be run through them they lie at all heights. */
    private static double depth(FieldSettings settings, Chance chance) {
        if (settings.planes() > 1) {
            return chance.uniform(-1.3, 1.3) * UNIT;
        }
        if (chance.hits(0.07)) {
            return chance.uniform(1.2, 1.8) * (chance.hits(0.5) ? UNIT : -UNIT);
        }
        return chance.around(0, 0.16 * UNIT);
    }

    private static Look look(FieldSettings settings, Chance chance) {
        Microscope microscope = new Microscope(
                chance.uniform(-0.6, 0.1) * UNIT,
                chance.uniform(0.7, 1.2),
                chance.uniform(0.065, 0.115),
                chance.uniform(0, 0.05) * UNIT,
                chance.uniform(0.3, 0.75),
                chance.uniform(0.05, 0.35));
        Rgb dye = Rgb.grey(1)
                .mixed(Stain.FUCHSIN, chance.hits(0.4) ? chance.uniform(0.1, 0.6) : 0)
                .times(chance.uniform(0.85, 1.4));
        return new Look(
                microscope,
                Light.ofField(settings.dark(), chance),
                settings.width() / 450.0 * chance.uniform(0.6, 1.4),
                Camera.any(chance),
                dye);
    }

    private static List<Speck> dirt(FieldSettings settings, Chance chance) {
        double area = (double) settings.width() * settings.height();
        double dirty = chance.uniform(0.1, 2.2);
        Debris debris = new Debris(settings.width(), settings.height(), 1.3 * UNIT);
        debris.dust((int) (area * DUST_PER_PX * dirty * chance.uniform(0.5, 2)), chance);
        int pieces = (int) (area * PIECES_PER_PX * dirty + chance.uniform(0, 1));
        for (int i = 0; i < pieces; i++) {
            debris.piece(UNIT, chance);
        }
        return debris.specks();
    }

    /** The truth, from the top, those of one row from the left. Grains that lie outside altogether are not in it. */
    List<DrawnGrain> truth() {
        List<DrawnGrain> truth = new ArrayList<>();
        for (int i = 0; i < grains.size(); i++) {
            PlacedGrain grain = grains.get(i);
            double visible = grain.visible(settings.width(), settings.height());
            if (visible > 0 && grain.extent().meets(settings.width(), settings.height())) {
                truth.add(new DrawnGrain(
                        grain.extent().clipped(settings.width(), settings.height()),
                        grain.kind().type().label(),
                        2 * Math.sqrt(grain.shape().area() / StrictMath.PI),
                        visible,
                        sharpest(grain),
                        Math.abs(grain.depth() - focus(sharpest(grain))) < UNIT,
                        touched.get(i)));
            }
        }
        truth.sort(Comparator.<DrawnGrain>comparingInt(g -> g.box().y())
                .thenComparingInt(g -> g.box().x()));
        return List.copyOf(truth);
    }

    private int sharpest(PlacedGrain grain) {
        int best = 1;
        for (int plane = 2; plane <= settings.planes(); plane++) {
            if (Math.abs(focus(plane) - grain.depth()) < Math.abs(focus(best) - grain.depth())) {
                best = plane;
            }
        }
        return best;
    }

    /**
     * Depth of the plane of focus.
     *
     * @param plane from 1
     */
    private double focus(int plane) {
        return settings.planes() == 1
                ? look.microscope().focus()
                : (2.8 * (plane - 1) / (settings.planes() - 1) - 1.5) * UNIT;
    }

    /** A piece of the image at that plane, from 1, (3, height * width), red, green, blue, about [0, 255]. */
    float[][] piece(int plane, Box box) {
        Microscope microscope = look.microscope().focusedAt(focus(plane));
        int margin = microscope.reach(HALF_DEPTH);
        Box seen = new Box(box.x() - margin, box.y() - margin, box.width() + 2 * margin, box.height() + 2 * margin);
        List<Body> bodies = new ArrayList<>();
        for (PlacedGrain grain : grains) {
            if (grain.extent().overlap(seen) > 0) {
                bodies.addAll(draw(grain)
                        .placed(grain.x(), grain.y(), grain.depth(), 1)
                        .bodies());
            }
        }
        List<Speck> near = specks.stream().filter(speck -> speck.meets(seen)).toList();
        Field field = new Field(
                settings.width(),
                settings.height(),
                HALF_DEPTH,
                SLABS,
                bodies,
                near,
                microscope,
                look.light(),
                look.cloudsAcross(),
                look.camera());
        return field.piece(box.x(), box.y(), box.width(), box.height(), margin);
    }

    private Grain draw(PlacedGrain grain) {
        synchronized (drawn) {
            Grain kept = drawn.get(grain.kind().key());
            if (kept != null) {
                return kept;
            }
        }
        Grain made = grain.kind().draw(); // not under the lock: two threads may make the same one, once in a while
        synchronized (drawn) {
            drawn.put(grain.kind().key(), made);
        }
        return made;
    }
}
