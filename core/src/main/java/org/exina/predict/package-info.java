/** The model file, and predictions with it. May import backbone, image, network and store. */
package org.exina.predict;
