package org.exina.cli;

import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.exina.backbone.Backbone;
import org.exina.backbone.Backbones;
import org.exina.features.FeatureCache;
import org.exina.features.FeaturePlan;
import org.exina.store.ExinaHome;

/** Opened backbones and the cache, as the options say. */
final class FeatureSource implements AutoCloseable {
    private final FeaturePlan plan;
    private final FeatureCache cache;

    private FeatureSource(FeaturePlan plan, FeatureCache cache) {
        this.plan = plan;
        this.cache = cache;
    }

    /** @throws IOException when a backbone is unknown or broken */
    static FeatureSource open(FeatureOptions options) throws IOException {
        List<String> names = options.backbones();
        if (new HashSet<>(names).size() < names.size()) {
            throw new UsageException("--backbone: expected each name once, got " + String.join(",", names));
        }
        List<Backbone> opened = new ArrayList<>();
        try {
            Backbones backbones = Backbones.in(ExinaHome.path());
            for (String name : names) {
                opened.add(backbones.open(name));
            }
            FeaturePlan plan = new FeaturePlan(opened, options.crop(), options.views(), options.batch());
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
