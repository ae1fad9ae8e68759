package org.exina.network.weights;

import org.exina.network.Network;
import org.exina.network.Networks;

/**
 * A weight file that is here, as the JSON beside it describes it. Read and written as it stands.
 *
 * @param format version of this description, {@value #FORMAT}
 * @param network see {@link Networks}
 * @param width of a MobileNet, as a multiple of the paper's; 1 for the others
 * @param file its name, in the same folder
 * @param bytes its size
 * @param sha256 64 hexadecimal digits, checked whenever it is opened
 * @param source the address or the file it came from
 * @param published whether it is, by its MD5 sum, the file that Keras publishes
 */
public record StoredWeights(
        int format,
        String network,
        double width,
        String file,
        long bytes,
        String sha256,
        String source,
        boolean published) {
    static final int FORMAT = 1;

    /** The network whose weights they are. */
    public Network describe() {
        return network.equals("mobilenet") ? Networks.mobilenet(width) : Networks.of(network);
    }
}
