/** The command line program. Begin with {@link org.exina.cli.Main}. May import what api shows. */
package org.exina.cli;
