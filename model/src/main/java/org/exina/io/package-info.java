/**
 * Files on disk that are never half-written, hashes, JSON, CSV, XML, arrays in NumPy's format, locks, and where Exina
 * keeps its own things. Begin with {@link org.exina.io.AtomicFiles}. May import nothing of ours.
 */
package org.exina.io;
