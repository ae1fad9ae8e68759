package org.exina.backbone;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.exina.io.ExinaException;
import org.exina.io.Json;
import org.exina.io.ScratchFolder;
import org.exina.io.Sha256;
import org.exina.onnx.OnnxFile;

/** Tries a model, and copies it into a folder of its own. */
final class ModelAdder {
    private final NewModel wanted;
    private final Consumer<String> say;

    /**
     * Adds a model.
     *
     * @param say told in words what its user should know of it
     */
    ModelAdder(NewModel wanted, Consumer<String> say) {
        this.wanted = wanted;
        this.say = say;
    }

    /**
     * Tries the model, then copies it and writes its description.
     *
     * @param folder to be made; nothing is left of it when the model cannot be used
     */
    AddedModel addTo(Path folder) throws IOException {
        OnnxFile model = OnnxFile.read(wanted.file());
        ModelProbe.Result tried = new ModelProbe(wanted.file(), model.graph(), wanted.input(), wanted.preprocessing())
                .run(wanted.taps(), tap -> List.of(wanted.pooling()));
        tried.notes().forEach(say);
        try (ScratchFolder scratch = ScratchFolder.in(folder.getParent())) {
            Path temporary = Files.createDirectory(scratch.path().resolve("backbone"));
            List<AddedModel.StoredFile> files = copy(model, temporary);
            AddedModel untested = describe(files, tried, List.of());
            AddedModel added;
            try (Backbone backbone =
                    AddedModels.backbone(wanted.name(), untested, tried.network(), tried.reading(), tried.oneByOne())) {
                List<Float> features = FeatureCheck.features(backbone);
                checkNumbers(features);
                added = describe(files, tried, features);
            }
            Json.write(temporary.resolve(AddedModels.DESCRIPTION), added);
            Files.move(temporary, folder, StandardCopyOption.ATOMIC_MOVE);
            return added;
        }
    }

    private AddedModel describe(List<AddedModel.StoredFile> files, ModelProbe.Result tried, List<Float> selfTest) {
        return new AddedModel(
                AddedModel.FORMAT,
                wanted.tuned()
                        .map(FineTuningProvenance::source)
                        .orElse(wanted.file().getFileName().toString()),
                files.get(0).name(),
                files,
                wanted.preprocessing(),
                wanted.height(),
                wanted.width(),
                wanted.interpolation(),
                tried.channelsLast(),
                tried.oneByOne(),
                tried.reading().taps(),
                tried.network().parameters(),
                selfTest,
                wanted.tuned());
    }

    private void checkNumbers(List<Float> features) throws ExinaException {
        long wrong = features.stream().filter(f -> !Float.isFinite(f)).count();
        if (wrong > 0) {
            throw new ExinaException(
                    wanted.file(),
                    "gives " + wrong + " of " + features.size()
                            + " features that are no finite numbers; is the preprocessing (mean, std) that of its training?");
        }
        if (features.stream().distinct().count() == 1) {
            throw new ExinaException(
                    wanted.file(),
                    "gives " + features.get(0) + " for every feature of an image; its weights are missing");
        }
    }

    private List<AddedModel.StoredFile> copy(OnnxFile model, Path folder) throws IOException {
        List<String> names = new ArrayList<>(List.of(wanted.file().getFileName().toString()));
        names.addAll(model.dataFiles());
        List<AddedModel.StoredFile> files = new ArrayList<>();
        for (String name : names) {
            Path copy = folder.resolve(name);
            Files.copy(wanted.file().resolveSibling(name), copy);
            files.add(new AddedModel.StoredFile(name, Files.size(copy), Sha256.of(copy)));
        }
        return files;
    }
}
