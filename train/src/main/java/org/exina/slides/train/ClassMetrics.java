package org.exina.slides.train;

import java.util.OptionalDouble;
import org.exina.metric.DetectionCounts;

/**
 * How well one type is found and told.
 *
 * @param counts matched: found where it is, and rightly called; predicted: all detections so called, its count; actual: its true count
 * @param averagePrecision {@link org.exina.metric.AveragePrecision}; nothing where there is no true one
 */
public record ClassMetrics(String label, DetectionCounts counts, OptionalDouble averagePrecision) {}
