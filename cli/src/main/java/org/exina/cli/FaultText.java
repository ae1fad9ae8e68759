package org.exina.cli;

import java.io.IOException;
import org.exina.io.ExinaException;
import org.exina.io.Remedy;

/** What the user reads of a fault: the library's message, and the command that is the way out. */
final class FaultText {
    private FaultText() {}

    static String of(Exception fault) {
        if (fault instanceof ExinaException known) {
            return known.getMessage() + known.remedy().map(FaultText::command).orElse("");
        }
        boolean told = fault instanceof IOException
                || fault instanceof IllegalArgumentException
                || fault instanceof UsageException;
        return told ? fault.getMessage() : fault.toString();
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
            case PROPOSE_AGAIN -> ": exina check --deep --csv";
            case TEST_SEEN -> ": --with-seen";
            case TUNE_EACH_FOLD ->
                ": exina finetune with --folds. To train a model all the same: exina train with --folds 0";
            case EXPLAIN_BY_MODEL -> ": exina explain MODEL IMAGE...";
            case NAME_FIELDS -> "; --fields FOLDER names where the counted images lie";
        };
    }
}
