/** Runs backbones over images once and keeps the numbers. May import dataset, backbone, image and store. */
package org.exina.features;
