/**
 * Trains described networks with libtorch: numbers or pixels in, weights and a history out. Begin with
 * {@link org.exina.torch.Trainer}. Only {@link org.exina.torch.TorchNetwork} and what it stands on load the library, when
 * the first of them is used. May import {@code network} and {@code store}.
 */
package org.exina.torch;
