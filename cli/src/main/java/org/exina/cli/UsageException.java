package org.exina.cli;

/** An argument that cannot be used: what was found, what was expected. */
final class UsageException extends RuntimeException {
    UsageException(String message) {
        super(message);
    }

    /**
     * Refuses a number that is too small.
     *
     * @param value null where it is not given
     */
    static void requireAtLeast(int least, String option, Integer value) {
        if (value != null && value < least) {
            throw new UsageException(option + ": expected " + least + " or more, got " + value);
        }
    }
}
