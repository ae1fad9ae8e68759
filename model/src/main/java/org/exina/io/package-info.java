/**
 * Files on disk that are never half-written, hashes, JSON, CSV, XML, arrays in NumPy's format, locks, where Exina keeps
 * its own things, and the exception of all that a user can mend. Begin with {@link org.exina.io.AtomicFiles} and
 * {@link org.exina.io.ExinaException}. May import nothing of ours.
 */
package org.exina.io;
