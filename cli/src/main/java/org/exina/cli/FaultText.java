package org.exina.cli;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import org.exina.io.ExinaException;
import org.exina.io.Remedy;

/** What the user reads of a fault: the library's message, and the command that is the way out. */
final class FaultText {
    private static final String UTF8_LOCALE = "; start the program in a UTF-8 locale (LC_ALL=C.UTF-8)";

    private FaultText() {}

    static String of(Exception fault) {
        if (fault instanceof ExinaException known) {
            return known.getMessage() + known.remedy().map(FaultText::command).orElse("");
        }
        if (fault instanceof InvalidPathException path) {
            return name(path);
        }
        boolean told = fault instanceof IOException
                || fault instanceof IllegalArgumentException
                || fault instanceof UsageException;
        return told ? fault.getMessage() : fault.toString();
    }

    /** Of a name that Java cannot use: on systems whose names are bytes, mostly for want of letters. */
    static String name(InvalidPathException path) {
        String encoding = System.getProperty("sun.jnu.encoding", "UTF-8");
        return "'" + path.getInput() + "': "
                + (encoding.equalsIgnoreCase("UTF-8") || encoding.startsWith("Cp")
                        ? "no name of a file or folder: " + path.getReason()
                        : "Java cannot tell the letters of this name, as the locale's are " + encoding + UTF8_LOCALE);
    }

    private static String command(Remedy remedy) {
        String what = Shell.quoted(remedy.subject());
        return switch (remedy.kind()) {
            case ADD_BACKBONE -> ": exina backbones add " + what + " --name NAME";
            case REMOVE_BACKBONE -> ": exina backbones remove " + what;
            case LIST_BACKBONES -> " (exina backbones lists all; exina backbones add adds an .onnx file)";
            case DOWNLOAD_WEIGHTS -> ": exina backbones download " + what;
            case RENEW_WEIGHTS -> ": exina backbones remove " + what + ", then exina backbones download " + what;
            case IMPORT_WEIGHTS -> ": exina backbones import " + what + " FILE";
            case REPAIR_CACHE -> ": exina cache verify --repair";
            case CLEAR_CACHE -> ": exina cache clear";
            case CHECK_DATA -> " (exina check lists what cannot be read)";
            case SKIP_MISSING -> "; --skip-missing goes on without them";
            case LEAVE_OUT_SMALL -> " (--min-images " + what + " leaves out classes with fewer images)";
            case PROPOSE_AGAIN -> ": exina check --deep --csv";
            case TEST_SEEN -> ": --with-seen";
            case TUNE_EACH_FOLD ->
                ": exina finetune with --folds. To train a model all the same: exina train with --folds 0";
            case EXPLAIN_BY_MODEL -> ": exina explain MODEL IMAGE...";
            case MODEL_FIRST -> "; the model is named first, then what it is to look at";
            case OTHER_PORT -> " (--port 0 takes one that is free)";
            case NAME_FIELDS -> "; --fields FOLDER names where the counted images lie";
            case OTHER_TEMPORARY_FOLDER -> "; EXINA_JAVA_OPTS=-Djava.io.tmpdir=DIR names another folder";
            case UTF8_LOCALE -> UTF8_LOCALE;
        };
    }
}
