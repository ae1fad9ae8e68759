package org.exina.torch;

import org.exina.network.Weights;

/** What came out of a training. */
public record Trained(Weights weights, History history) {}
