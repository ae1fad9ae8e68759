/** Frozen networks that can be run. May import network, image and store. */
package org.exina.backbone;
