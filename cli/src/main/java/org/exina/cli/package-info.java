/** The command line program. Begin with {@link org.exina.cli.Main}. May import anything. */
package org.exina.cli;
