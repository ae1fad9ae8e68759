/**
 * Numbers that several packages need alike: random ones that are the same everywhere, statistics, the normal
 * distribution. Begin with {@link org.exina.math.SplitMix64}. May import nothing of ours.
 */
package org.exina.math;
