package org.exina.dataset;

import java.nio.file.Path;
import java.util.List;
import org.exina.image.file.SkippedFile;

/** What a folder or a manifest holds: samples in any order. */
record ListedImages(Path root, Layout layout, List<Sample> samples, List<SkippedFile> skipped) {}
