package org.exina.slides;

import java.io.IOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.exina.io.Journal;

/** Fields that are counted already: what a stopped count goes on from. */
public final class CountJournal {
    private final Journal<KeptCount> journal;
    private final Map<String, KeptCount> kept = new HashMap<>();

    private CountJournal(Journal<KeptCount> journal) {
        this.journal = journal;
    }

    /** Reads what an earlier count left; the file is made with the first field that is added. */
    public static CountJournal open(Path file) throws IOException {
        CountJournal opened = new CountJournal(Journal.open(file, KeptCount.class));
        try (Stream<Optional<KeptCount>> lines = opened.journal.lines()) {
            lines.flatMap(Optional::stream).forEach(each -> opened.kept.put(each.key(), each));
        }
        return opened;
    }

    synchronized Optional<CountedField> find(String key, FieldFile field) {
        return Optional.ofNullable(kept.get(key)).map(each -> each.as(field));
    }

    synchronized void add(String key, CountedField field) throws IOException {
        KeptCount count = KeptCount.of(key, field);
        journal.add(count);
        kept.put(key, count);
    }

    /** Forgets all: when what was counted is written. */
    public synchronized void delete() throws IOException {
        journal.delete();
        kept.clear();
    }
}
