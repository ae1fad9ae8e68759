/**
 * Trains a described network further on the user's pictures, all of it or its last blocks, and keeps it as a backbone.
 * Begin with {@link org.exina.tune.TuningJob}. May import {@code network}, {@code weights}, {@code backbone}, {@code
 * features}, {@code torch}, {@code augment}, {@code dataset}, {@code head}, {@code experiment}, {@code predict}, {@code
 * image} and {@code store}.
 */
package org.exina.tune;
