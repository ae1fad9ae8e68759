package org.exina.torch;

import java.util.Optional;
import org.exina.experiment.History;
import org.exina.network.Weights;

/**
 * What came out of a training.
 *
 * @param epoch whose weights they are, from 1; 0 when the first weights were kept
 * @param start how the first weights did on the validation samples, where they might have been kept
 */
public record Trained(Weights weights, History history, int epoch, Optional<History.Score> start) {}
