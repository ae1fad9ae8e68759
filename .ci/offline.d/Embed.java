import java.nio.file.Path;
import org.exina.image.file.ImageFile;
import org.exina.model.Classifier;

/** A program that embeds the library. Arguments: a model, an image. */
class Embed {
    public static void main(String[] args) throws Exception {
        try (Classifier classifier = Classifier.open(Path.of(args[0]))) {
            System.out.println(classifier.classify(ImageFile.decode(Path.of(args[1]))).top(3));
        }
    }
}
