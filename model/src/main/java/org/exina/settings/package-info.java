/** Settings as people write them. Begin with {@link org.exina.settings.DidYouMean}. May import nothing of ours. */
package org.exina.settings;
