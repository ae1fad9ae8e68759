package org.exina.slides.train;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.exina.slides.annotation.BoxedField;
import org.exina.slides.annotation.LabelledBox;

/** Which fields must stay on one side of a split: those of one group, and those with exactly the same boxes, joined. */
final class FieldGroups {
    private FieldGroups() {}

    /** A name for each field, the same for those that belong together. */
    static List<String> of(List<BoxedField> fields) {
        Map<String, String> joined = new HashMap<>(); // a group's name, by that of one that it was joined to
        Map<List<LabelledBox>, String> first = new HashMap<>();
        for (BoxedField field : fields) {
            if (field.grains().isEmpty()) {
                continue;
            }
            String other = first.putIfAbsent(field.grains(), field.group());
            if (other != null) {
                String a = root(joined, other);
                String b = root(joined, field.group());
                if (!a.equals(b)) {
                    joined.put(b, a);
                }
            }
        }
        return fields.stream().map(field -> root(joined, field.group())).toList();
    }

    private static String root(Map<String, String> joined, String group) {
        String root = group;
        while (joined.containsKey(root)) {
            root = joined.get(root);
        }
        return root;
    }
}
