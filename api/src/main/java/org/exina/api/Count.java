package org.exina.api;

import java.util.List;
import org.exina.image.file.SkippedFile;
import org.exina.report.slides.CountTable;
import org.exina.slides.CountedField;
import org.exina.slides.FieldCounting;

/**
 * Fields that were counted.
 *
 * @param table grains of each type on each field and on all, shares of the pollen sum with intervals
 * @param fields every grain with its box, type and probability
 * @param unreadable fields that could not be counted, which are in none of the numbers
 * @param kept of the fields, how many a stopped count had done
 * @param byPerson grains labelled as a person says, debris among them; 0 without corrections
 * @param notCounted names of corrected fields that are none of these: what was said of them took no part
 * @param files where it was written; nothing is when no field could be counted
 * @param skipped what was given, or lies in folders that were, and is not counted: files that are no images, hidden
 *     folders, and fields that are the same as another
 */
public record Count(
        CountTable table,
        List<CountedField> fields,
        List<FieldCounting.Unreadable> unreadable,
        int kept,
        int byPerson,
        List<String> notCounted,
        CountFiles files,
        List<SkippedFile> skipped) {
    public Count {
        skipped = List.copyOf(skipped);
        fields = List.copyOf(fields);
        unreadable = List.copyOf(unreadable);
        notCounted = List.copyOf(notCounted);
    }
}
