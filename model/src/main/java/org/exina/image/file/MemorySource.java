package org.exina.image.file;

/** An image in memory. */
record MemorySource(String name, Content read) implements ImageSource {}
