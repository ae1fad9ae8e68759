/** Lists and checks the labelled images, names the groups that must not be torn apart, makes folds. May import image and store. */
package org.exina.dataset;
