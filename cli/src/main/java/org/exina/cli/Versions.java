package org.exina.cli;

import java.util.Map;
import org.exina.api.Exina;
import picocli.CommandLine.IVersionProvider;

/** Versions of the program and of what it stands on. */
final class Versions implements IVersionProvider {
    @Override
    public String[] getVersion() {
        Map<String, String> versions = Exina.versions();
        return new String[] {
            "exina " + versions.get("exina"),
            "ONNX Runtime " + versions.get("onnxruntime"),
            "Java " + versions.get("java") + ", " + versions.get("system")
        };
    }
}
