import java.nio.file.Path;
import org.exina.api.CrossValidated;
import org.exina.api.Exina;
import org.exina.api.Experiment;
import org.exina.api.Recipe;
import org.exina.dataset.Dataset;
import org.exina.io.ExinaHome;

/** A cross-validation that tells how far it has come, with settings of one's own. */
public class CrossValidateWithProgress {
    public static void main(String[] args) throws Exception {
        Dataset pollen = Dataset.open(Path.of("pollen"));
        Recipe recipe = Recipe.DEFAULT.toBuilder()
                .backbones("scattering")
                .head("logistic")
                .folds(5)
                .seed(7)
                .build();
        try (Exina exina = Exina.open(
                        ExinaHome.path(),
                        (phase, done, total) -> System.err.println(phase + " " + done + " of " + total),
                        note -> System.err.println("note: " + note));
                Experiment experiment = exina.experiment(pollen, recipe)) { // features are computed once for all below
            CrossValidated done = experiment.crossValidate();
            System.out.println(done.accuracy());
            System.out.println("with folds that split groups up, which is too good: "
                    + experiment.crossValidateLeaky().accuracy());
            done.write(Path.of("run")); // for reports and comparisons
        }
    }
}
