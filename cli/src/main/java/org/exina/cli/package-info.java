/** The command line program. Begin with {@link org.exina.cli.Main}. May import what api shows, and serve. */
package org.exina.cli;
