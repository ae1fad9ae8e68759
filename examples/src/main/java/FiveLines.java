import java.nio.file.Path;
import org.exina.api.Exina;
import org.exina.api.Recipe;
import org.exina.dataset.Dataset;
import org.exina.model.Classifier;

/** How well classes can be told apart, a classifier for them, and what it says of an image. */
public class FiveLines {
    public static void main(String[] args) throws Exception {
        Dataset pollen = Dataset.open(Path.of("pollen"));
        try (Exina exina = Exina.open()) {
            System.out.println(exina.crossValidate(pollen, Recipe.DEFAULT).accuracy()); // 95.9 % (94.3 to 97.1)
            exina.train(pollen, Recipe.DEFAULT).write(Path.of("model.onnx"));
        }
        System.out.println(Classifier.open(Path.of("model.onnx")).classify(Path.of("grain.jpg")).top(3));
    }
}
