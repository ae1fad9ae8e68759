import java.nio.file.Path;
import org.exina.model.Classifier;
import org.exina.model.Prediction;

/** An image that came over the network: it never is a file. The artifact exina-model alone would do for this. */
public class PredictBytes {
    public static void main(String[] args) throws Exception {
        byte[] uploaded = System.in.readAllBytes();
        try (Classifier model = Classifier.open(Path.of("model.onnx"))) {
            Prediction prediction = model.classify(uploaded, Path.of("upload"));
            System.out.println(prediction.isUnknown() ? "unknown: " + model.why(prediction) : prediction.top(3));
        }
    }
}
