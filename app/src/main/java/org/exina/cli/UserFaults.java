package org.exina.cli;

import org.exina.image.ImageException;

/** Which exceptions tell the user of something in what was given. */
final class UserFaults {
    private UserFaults() {}

    static boolean is(Exception e) {
        return e instanceof ImageException || e instanceof UsageException;
    }
}
