/** Synthetic pollen grains for the demo and the tests. May import image and store. */
package org.exina.sample;
