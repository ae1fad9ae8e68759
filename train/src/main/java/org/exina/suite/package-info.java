/**
 * Many experiments described in one file and run one after the other or side by side, each once. Begin with
 * {@link org.exina.suite.Suite} for what they are, {@link org.exina.suite.SuiteRun} for how they are run. May import
 * experiment, prepare, dataset, features, backbone, network, head, torch, metric, image, predict and store.
 */
package org.exina.suite;
