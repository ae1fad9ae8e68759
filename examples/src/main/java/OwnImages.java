import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.exina.api.Exina;
import org.exina.api.Recipe;
import org.exina.dataset.Dataset;
import org.exina.dataset.Sample;
import org.exina.image.file.ImageSource;

/** Images that are no files in a folder: rows of a table, an archive, a store on the network. Each is fetched when it is needed. */
public class OwnImages {
    /** What stands in for a store: bytes by key. */
    private record Stored(String key, Map<String, byte[]> store) implements ImageSource {
        @Override
        public String name() {
            return key;
        }

        @Override
        public Content read() throws IOException {
            return ImageSource.of(key, store.get(key)).read();
        }
    }

    public static void main(String[] args) throws Exception {
        Map<String, byte[]> store = new TreeMap<>();
        try (Stream<Path> files = Files.walk(Path.of("pollen"))) {
            for (Path file : files.filter(file -> file.toString().endsWith(".jpg")).toList()) {
                store.put(file.getParent().getFileName() + "/" + file.getFileName(), Files.readAllBytes(file));
            }
        }
        List<Sample> samples = new ArrayList<>();
        for (String key : store.keySet()) {
            String label = key.substring(0, key.indexOf('/'));
            samples.add(new Sample(new Stored(key, store), label, Optional.empty(), OptionalDouble.empty()));
        }
        try (Exina exina = Exina.open()) {
            Recipe recipe = Recipe.DEFAULT.toBuilder().folds(4).build();
            System.out.println(exina.crossValidate(Dataset.of("the store", samples), recipe).accuracy());
        }
    }
}
