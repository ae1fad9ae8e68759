package org.exina.cli;

import java.util.ArrayList;
import java.util.List;
import org.exina.report.slides.PollenSum;
import org.exina.slides.SegmenterSettings;
import picocli.CommandLine.Option;

/** How grains are found and summed. */
final class CountOptions {
    private static final double LEAST_DIAMETER = 4;

    @Option(
            names = "--minimum",
            paramLabel = "N",
            defaultValue = "300",
            description = "How many grains the pollen sum should reach. Default: ${DEFAULT-VALUE}.")
    private long minimum;

    @Option(
            names = "--outside",
            paramLabel = "TYPE[,TYPE2]",
            hideParamSyntax = true,
            split = ",",
            description = "Types that are counted but kept out of the pollen sum: spores, water plants, added markers.")
    private List<String> outside = new ArrayList<>();

    @Option(
            names = "--min-diameter",
            paramLabel = "PX",
            description = "Smaller things are passed over, in pixels. Default: 10, or what the model says.")
    private Double minDiameter;

    @Option(
            names = "--max-diameter",
            paramLabel = "PX",
            description = "Larger things are passed over, in pixels. Default: no limit, or what the model says.")
    private Double maxDiameter;

    @Option(
            names = "--sensitivity",
            paramLabel = "S",
            description =
                    "Above 1 finds fainter things, below 1 only what stands out more; 0.1 to 10. Default: 1, or what"
                            + " the model says.")
    private Double sensitivity;

    PollenSum pollenSum() {
        if (minimum < 0) {
            throw new UsageException("--minimum: expected 0 or more, got " + minimum);
        }
        return new PollenSum(minimum, outside.stream().map(String::strip).toList());
    }

    /** Those of the model, but for what is asked for. */
    SegmenterSettings detector(SegmenterSettings ofModel) {
        SegmenterSettings settings = ofModel;
        if (sensitivity != null) {
            if (!(sensitivity >= 0.1 && sensitivity <= 10)) {
                throw new UsageException("--sensitivity: expected 0.1 to 10, got " + sensitivity);
            }
            settings = settings.withSensitivity(sensitivity);
        }
        double least = minDiameter == null ? settings.minDiameterPx() : minDiameter;
        double most = maxDiameter == null ? settings.maxDiameterPx() : maxDiameter;
        if (!(least >= LEAST_DIAMETER)) {
            throw new UsageException(
                    "--min-diameter: expected " + (int) LEAST_DIAMETER + " pixels or more, got " + least);
        }
        if (maxDiameter != null && !(most >= least)) {
            throw new UsageException(
                    "--max-diameter: expected at least the smallest diameter, " + least + " pixels, got " + most);
        }
        if (most != 0 && most < least) {
            throw new UsageException("--min-diameter: expected at most the largest diameter, " + most + " pixels, got "
                    + least + "; change --max-diameter, too");
        }
        return settings.withDiameters(least, most);
    }
}
