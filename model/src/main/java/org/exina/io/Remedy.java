package org.exina.io;

/**
 * A way out of a fault, for a program to offer in its own manner.
 *
 * @param subject what it is to be done to, as its kind says
 */
public record Remedy(Kind kind, String subject) {
    /** What is to be done. */
    public enum Kind {
        /** To train on the features of an ONNX file, the subject, add it as a backbone. */
        ADD_BACKBONE,
        /** Delete an added backbone; the subject is its name. */
        REMOVE_BACKBONE,
        /** Look which backbones there are; the subject is the name that none has. */
        LIST_BACKBONES,
        /** Get the weights of a network, the subject. */
        DOWNLOAD_WEIGHTS,
        /** Delete the weights of a network, the subject, and get them again. */
        RENEW_WEIGHTS,
        /** Take the weights of a network, the subject, from a file that is here. */
        IMPORT_WEIGHTS,
        /** Remove what is damaged from the feature cache; the subject is the damaged file. */
        REPAIR_CACHE,
        /** Delete the features in the cache; the subject is the folder or file that is full. */
        CLEAR_CACHE,
        /** Look what is wrong with the images of a data set, the subject. */
        CHECK_DATA,
        /** Leave out images that a manifest or boxes name and that are not there; the subject is the manifest or their folder. */
        SKIP_MISSING,
        /** Leave out classes that have fewer images than the subject says. */
        LEAVE_OUT_SMALL,
        /** Make the table of proposed changes of a data set, the subject, anew. */
        PROPOSE_AGAIN,
        /** Test a model on images it was trained on, too; the subject is their data set. */
        TEST_SEEN,
        /** Tune a backbone anew without each fold, or train without a cross-validation; the subject is the data set. */
        TUNE_EACH_FOLD,
        /** Let a model file explain what it sees; the subject is the run that cannot be explained. */
        EXPLAIN_BY_MODEL,
        /** Name the model before what it is to look at; the subject is what was given as the model and is none. */
        MODEL_FIRST,
        /** Tell where the images of counted fields lie; the subject is the folder that they were looked for in. */
        NAME_FIELDS,
        /** Let temporary files lie elsewhere; the subject is the folder that has no room for them. */
        OTHER_TEMPORARY_FOLDER,
        /** Start Java in a locale of all letters; the subject is the encoding that lacks some. */
        UTF8_LOCALE,
        /** Listen at another port, or at any that is free; the subject is the one that is taken. */
        OTHER_PORT
    }
}
