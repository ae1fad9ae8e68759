/**
 * Classifiers over features: numbers in, scores out; no images are known here. Begin with
 * {@link org.exina.head.HeadSpec}. May import {@code network}, {@code torch}, {@code metric} and
 * {@code store}.
 */
package org.exina.head;
