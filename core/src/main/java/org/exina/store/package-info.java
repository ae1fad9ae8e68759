/**
 * Files on disk that are never half-written, hashes, JSON, XML, arrays in NumPy's format, and where Exina keeps its own
 * things. Begin with {@link org.exina.store.AtomicFiles}. Imports nothing of ours.
 */
package org.exina.store;
