/**
 * The door for Java programs, and for the command line: all that Exina does. What needs libtorch needs it only when it
 * is asked for. Begin with {@link org.exina.api.Exina} and {@link org.exina.api.Recipe}. May import every other package
 * but cli and serve.
 */
package org.exina.api;
