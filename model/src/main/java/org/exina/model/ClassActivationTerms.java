package org.exina.model;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.exina.onnx.OnnxGraph;
import org.exina.onnx.OnnxGraph.Maker;

/**
 * A linear head over averages of maps, found in a model's graph: then each place of a map adds its own part to the score,
 * and the parts are the whole of it (B. Zhou and others, Learning Deep Features for Discriminative Localization, CVPR 2016,
 * section 2).
 *
 * @param maps names of values (views x n, channels, height, width), in the order of the features
 * @param weights of the head: (features, classes), rows one behind another
 * @param intercepts of the head
 */
record ClassActivationTerms(List<String> maps, List<Double> weights, List<Double> intercepts) {

    /** Empty when the head is of another kind, or reads anything else than averages of maps. */
    static Optional<ClassActivationTerms> in(OnnxGraph graph) {
        return new Search(graph).find();
    }

    double weight(int feature, int label) {
        return weights.get(feature * intercepts.size() + label);
    }

    /** Follows the graph against its direction. */
    private record Search(OnnxGraph graph) {

        /** Probabilities are a cast of a softmax of a sum of intercepts and a product with weights. */
        Optional<ClassActivationTerms> find() {
            Optional<Maker> sum = first(ModelFormat.PROBABILITIES, "Identity")
                    .flatMap(made -> first(made, "Cast"))
                    .flatMap(made -> first(made, "Softmax"))
                    .flatMap(made -> maker(made, "Add"));
            if (sum.isEmpty()) {
                return Optional.empty();
            }
            Optional<Maker> product = maker(sum.get().inputs().get(0), "MatMul");
            Optional<double[]> intercepts = graph.numbers(sum.get().inputs().get(1));
            Optional<double[]> weights =
                    product.flatMap(made -> graph.numbers(made.inputs().get(1)));
            if (intercepts.isEmpty() || weights.isEmpty()) {
                return Optional.empty();
            }
            List<String> maps = new ArrayList<>();
            boolean found = first(product.get().inputs().get(0), "Cast")
                    .filter(features -> collect(features, maps))
                    .isPresent();
            return found
                    ? Optional.of(new ClassActivationTerms(maps, list(weights.get()), list(intercepts.get())))
                    : Optional.empty();
        }

        /**
         * Adds the maps that features are averages of.
         *
         * @return false when they are anything else
         */
        private boolean collect(String features, List<String> maps) {
            Optional<Maker> made = graph.makerOf(features);
            if (made.isEmpty()) {
                return false;
            }
            List<String> inputs = made.get().inputs();
            return switch (made.get().op()) {
                case "Concat" -> inputs.stream().allMatch(part -> collect(part, maps));
                case "Identity", "Flatten" -> collect(inputs.get(0), maps);
                case "GlobalAveragePool" -> maps.add(inputs.get(0));
                case "Reshape" ->
                    overViews(inputs.get(0)).filter(all -> collect(all, maps)).isPresent();
                default -> false;
            };
        }

        /** The features of all views that a mean is taken of. */
        private Optional<String> overViews(String mean) {
            return first(mean, "MatMul")
                    .flatMap(made -> first(made, "Transpose"))
                    .flatMap(made -> first(made, "Reshape"));
        }

        /** The first input of a value's maker, when that is of the kind. */
        private Optional<String> first(String value, String op) {
            return maker(value, op).map(made -> made.inputs().get(0));
        }

        private Optional<Maker> maker(String value, String op) {
            return graph.makerOf(value).filter(made -> made.op().equals(op));
        }

        private static List<Double> list(double[] values) {
            return Arrays.stream(values).boxed().toList();
        }
    }
}
