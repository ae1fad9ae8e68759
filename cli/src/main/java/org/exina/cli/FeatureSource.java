package org.exina.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.exina.backbone.Backbone;
import org.exina.backbone.BackboneSpec;
import org.exina.backbone.Backbones;
import org.exina.experiment.RunRecord;
import org.exina.features.FeatureCache;
import org.exina.features.FeaturePlan;
import org.exina.image.Crop;
import org.exina.image.View;
import org.exina.io.ExinaHome;

/** Opened backbones and the cache, as the options say. */
final class FeatureSource implements AutoCloseable {

    private final FeaturePlan plan;
    private final FeatureCache cache;

    private FeatureSource(FeaturePlan plan, FeatureCache cache) {
        this.plan = plan;
        this.cache = cache;
    }

    /**
     * Weights that are not here are downloaded first; the console is told.
     *
     * @throws IOException when a backbone is unknown, broken or cannot be had
     */
    static FeatureSource open(FeatureOptions options, Console console) throws IOException {
        return open(options.backbones(), options.crop(), options.views(), options.batch(), console);
    }

    /** Opens the backbones of a run that was made before; weights that are not here are downloaded first. */
    static FeatureSource of(RunRecord.Settings settings, Console console) throws IOException {
        return open(
                BackboneSpec.parseList(String.join(",", settings.backbones())),
                settings.crop(),
                View.first(settings.views()),
                settings.batch(),
                console);
    }

    private static FeatureSource open(List<BackboneSpec> specs, Crop crop, List<View> views, int batch, Console console)
            throws IOException {
        List<Backbone> opened = new ArrayList<>();
        try {
            Backbones backbones = Backbones.in(ExinaHome.path());
            for (BackboneSpec spec : specs) {
                backbones.prepare(spec, console.progress(), text -> console.note("exina: " + text));
            }
            for (BackboneSpec spec : specs) {
                opened.add(backbones.open(spec));
            }
            FeaturePlan plan = new FeaturePlan(opened, crop, views, batch);
            return new FeatureSource(plan, FeatureCache.open(FeatureCache.defaultFolder()));
        } catch (IOException | RuntimeException e) {
            opened.forEach(Backbone::close);
            throw e;
        }
    }

    FeaturePlan plan() {
        return plan;
    }

    FeatureCache cache() {
        return cache;
    }

    @Override
    public void close() {
        plan.backbones().forEach(Backbone::close);
        cache.close();
    }
}
