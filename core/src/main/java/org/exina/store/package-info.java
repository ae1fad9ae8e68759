/**
 * Files on disk that are never half-written, hashes, JSON, XML, arrays in NumPy's format, where Exina keeps its own
 * things, and long work: its progress, several threads at it. Begin with {@link org.exina.store.AtomicFiles}. Imports
 * nothing of ours.
 */
package org.exina.store;
