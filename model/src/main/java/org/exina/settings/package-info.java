/**
 * Settings as people write them, and shares as people read them. Begin with {@link org.exina.settings.DidYouMean}. May
 * import io.
 */
package org.exina.settings;
