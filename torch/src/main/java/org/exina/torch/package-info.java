/**
 * Trains described networks with libtorch: numbers or pixels in, weights and a history out. Begin with
 * {@link org.exina.torch.Trainer}; {@link org.exina.torch.MlpSpec} is the head it trains. Only
 * {@link org.exina.torch.TorchNetwork} and what it stands on load the library, when the first of them is used. May
 * import experiment, head, io, math, network, onnx, settings and task.
 */
package org.exina.torch;
