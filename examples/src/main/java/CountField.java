import java.nio.file.Path;
import java.util.List;
import org.exina.api.Count;
import org.exina.api.CountFiles;
import org.exina.api.CountSettings;
import org.exina.api.Exina;
import org.exina.model.Classifier;

/** The grains of microscope fields, found, named and counted. */
public class CountField {
    public static void main(String[] args) throws Exception {
        try (Exina exina = Exina.open();
                Classifier model = exina.classifier(Path.of("model.onnx"))) {
            Count count = exina.slides()
                    .count(model, List.of(Path.of("fields")), CountSettings.DEFAULT, CountFiles.of(Path.of("counts.csv")));
            count.table().total().types().forEach(each -> System.out.println(each.type() + " " + each.count()));
            count.unreadable().forEach(each -> System.err.println(each.problem()));
            System.out.println("to check and correct: " + count.files().page());
        }
    }
}
