package org.exina.head.select;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;

/**
 * What a search found: kept as JSON, so that the same search is never made twice.
 *
 * @param format of this record
 * @param members at least one
 * @param temperature the logarithms of the mean probabilities are divided by it
 * @param logLoss of the whole, over samples whose groups were left out
 * @param errors the same
 * @param samples that were judged
 * @param tried in the order in which they were tried
 * @param size with each weight that the size of grains was tried with; none where sizes are not known
 * @param skipped what the time did not allow, or the samples
 */
record SelectionResult(
        int format,
        List<Member> members,
        double temperature,
        double logLoss,
        int errors,
        int samples,
        List<Tried> tried,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Size> size, // choices without stay as they were
        List<String> skipped) {
    static final int FORMAT = 1;

    SelectionResult {
        members = List.copyOf(members);
        tried = List.copyOf(tried);
        size = size == null ? List.of() : List.copyOf(size); // of choices that were kept before there were any
        skipped = List.copyOf(skipped);
    }

    /**
     * A head that was chosen, on the blocks it reads.
     *
     * @param blocks keys of its blocks
     * @param head text form
     * @param temperature the logarithms of its probabilities are divided by it
     * @param weight in (0, 1], all together 1
     */
    record Member(String title, List<String> blocks, String head, double temperature, double weight) {
        Member {
            blocks = List.copyOf(blocks);
        }
    }

    /**
     * A candidate, chosen or not.
     *
     * @param logLoss with groups left out
     * @param errors the same
     * @param weight 0 when it was not chosen
     */
    record Tried(String title, int features, double logLoss, int errors, double seconds, double weight) {}

    /**
     * What was chosen and the size of grains, see {@link SizedHead}.
     *
     * @param temperature the sum of logarithms is divided by it
     * @param logLoss with groups left out
     * @param errors the same
     */
    record Size(double weight, double temperature, double logLoss, int errors, boolean chosen) {
        Size asChosen() {
            return new Size(weight, temperature, logLoss, errors, true);
        }
    }

    /** The weight that size was chosen with. */
    Optional<Size> sizeChosen() {
        return size.stream().filter(Size::chosen).findFirst();
    }
}
