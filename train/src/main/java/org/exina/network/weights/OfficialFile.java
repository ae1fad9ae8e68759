package org.exina.network.weights;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.exina.network.Networks;

/**
 * A weight file that Keras offers, without classifier. Addresses and MD5 sums are those in Keras's own sources
 * (https://github.com/keras-team/keras, keras/src/applications).
 *
 * @param network see {@link Networks}
 * @param path below the address all of them have in common
 * @param bytes its size
 * @param md5 32 hexadecimal digits; empty when Keras publishes none
 * @param licence of the weights, as Keras's documentation states it
 */
public record OfficialFile(String network, String path, long bytes, Optional<String> md5, String licence) {
    /** What all addresses begin with, unless there is a mirror. */
    public static final String BASE = "https://storage.googleapis.com/tensorflow/keras-applications/";

    private static final String KERNELS = "_weights_tf_dim_ordering_tf_kernels_notop.h5";

    private static final List<OfficialFile> ALL = List.of(
            of("vgg16", "vgg16/vgg16", 58_889_256, "6d6bbae143d832006294945121d1f1fc", "CC BY (VGG, Oxford)"),
            of("vgg19", "vgg19/vgg19", 80_134_624, "253f8cb515780f3b799900260a226db6", "CC BY (VGG, Oxford)"),
            of(
                    "inceptionv3",
                    "inception_v3/inception_v3",
                    87_910_968,
                    "bcbd6486424b2319ff4ef7d526e38f63",
                    "Apache-2.0"),
            of("resnet50", "resnet/resnet50", 94_765_736, "4d473c1dd8becc155b73f8504c6f6626", "MIT (Kaiming He)"),
            of("xception", "xception/xception", 83_683_744, "b0042744bf5b25fce3cb969f33bebb97", "MIT"),
            new OfficialFile(
                    "mobilenet",
                    "mobilenet/mobilenet_1_0_224_tf_no_top.h5",
                    17_225_924,
                    Optional.empty(),
                    "Apache-2.0"));

    private static OfficialFile of(String network, String path, long bytes, String md5, String licence) {
        return new OfficialFile(network, path + KERNELS, bytes, Optional.of(md5), licence);
    }

    /**
     * The weight file of a network.
     *
     * @throws IllegalArgumentException when there is none of that network
     */
    public static OfficialFile of(String network) {
        return ALL.stream()
                .filter(each -> each.network().equals(network))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no weight file of '" + network + "' is known"));
    }

    /** The last part of its path. */
    public String fileName() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * Its address.
     *
     * @param base what it begins with, with or without a slash at its end
     */
    public URI address(String base) {
        return URI.create(base.replaceAll("/+$", "") + "/" + path);
    }

    /** Whether a file is this one, as far as its MD5 sum is published. */
    boolean fits(Path file) throws IOException {
        return md5.isEmpty() || md5.get().equals(md5(file));
    }

    static String md5(Path file) throws IOException {
        MessageDigest digest;
        try {
            digest = MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java platform has MD5", e);
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] buffer = new byte[1 << 16];
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
