package org.exina.network;

import java.util.List;

/** The networks Exina describes: the study's five and MobileNet, without their classifiers, named as in Keras. */
public final class Networks {
    private static final List<String> NAMES =
            List.of("vgg16", "vgg19", "inceptionv3", "resnet50", "xception", "mobilenet");

    private Networks() {}

    public static List<String> names() {
        return NAMES;
    }

    /**
     * The network of this name: one of {@code vgg16}, {@code vgg19}, {@code inceptionv3}, {@code resnet50}, {@code
     * xception} and {@code mobilenet}.
     *
     * @throws IllegalArgumentException listing the names there are, when there is no such one
     */
    public static Network of(String name) {
        return switch (name) {
            case "vgg16" -> Vgg.vgg16();
            case "vgg19" -> Vgg.vgg19();
            case "inceptionv3" -> InceptionV3.network();
            case "resnet50" -> ResNet.resnet50();
            case "xception" -> Xception.network();
            case "mobilenet" -> mobilenet(1);
            default ->
                throw new IllegalArgumentException(
                        "no network is named '" + name + "'; there are " + String.join(", ", NAMES));
        };
    }

    /**
     * MobileNet without its classifier, as wide as one likes.
     *
     * @param alpha width multiplier, 1 as in the paper's table; Keras offers weights for 0.25, 0.5, 0.75 and 1
     */
    public static Network mobilenet(double alpha) {
        return MobileNet.network(alpha);
    }

    /**
     * The small network the study trained from scratch, with its classifier: probabilities of the classes come out.
     *
     * @param size height and width of the images, at least 22; the study's were 200
     */
    public static Network contrast(int size, int classes) {
        return BaselineCnn.network(size, classes);
    }
}
