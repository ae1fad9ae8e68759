/**
 * Synthetic pollen grains for the demo and the tests. Begin with {@link org.exina.synthetic.SyntheticGrains} and
 * {@link org.exina.synthetic.SyntheticFields}. May import image, image.file, io, math and task.
 */
package org.exina.synthetic;
