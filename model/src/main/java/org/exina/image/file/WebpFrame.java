package org.exina.image.file;

import com.twelvemonkeys.imageio.stream.ByteArrayImageInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteOrder;
import java.util.Arrays;
import javax.imageio.stream.ImageInputStream;
import javax.imageio.stream.ImageInputStreamImpl;
import org.exina.image.UnsupportedPixelsException;

/**
 * The first frame of a WebP file, taken out into a file of its own: the reader that decodes it would apply embedded
 * colour profiles, which are ignored here.
 *
 * <p>Lossy ones are refused. TwelveMonkeys 3.13.1 decodes them without complaint to something else: against libwebp,
 * 3 to 5 grey levels off on average, and noise (over 100) where the encoder writes no skip flags, as libwebp's fastest
 * method does.
 */
final class WebpFrame {
    private static final int ANMF = fourCc("ANMF");
    private static final int VP8 = fourCc("VP8 ");
    private static final int VP8L = fourCc("VP8L");
    private static final int ANMF_HEADER_BYTES = 16;

    private static final int HEADER_BYTES = 5; // of lossless pixels
    private static final int READ_AHEAD_BYTES = 32; // by the decoder, of zeros behind the pixels

    private final byte[] content;
    private int left;
    private int top;

    private WebpFrame(byte[] content) {
        this.content = content;
    }

    /** What a whole file is: the frame's file and where it stands on the canvas. */
    static WebpFrame first(byte[] file) throws IOException {
        try (ByteArrayImageInputStream in = new ByteArrayImageInputStream(file)) {
            in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
            in.seek(4);
            long end = in.readUnsignedInt() + 8;
            if (end > file.length) {
                throw new EOFException();
            }
            in.seek(12);
            return collect(in, file, 12, end, false);
        }
    }

    /**
     * A file that a decoder of single images reads. Its end is an error: the decoder takes it for zeros without end, and
     * throws and catches an exception for every one of them.
     */
    ImageInputStream content() {
        return new ImageInputStreamImpl() {
            @Override
            public int read() throws IOException {
                checkEnd();
                bitOffset = 0;
                return content[(int) streamPos++] & 0xFF;
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                checkEnd();
                int bytes = Math.min(length, content.length - (int) streamPos);
                System.arraycopy(content, (int) streamPos, into, from, bytes);
                bitOffset = 0;
                streamPos += bytes;
                return bytes;
            }

            private void checkEnd() throws IOException {
                if (streamPos >= content.length) {
                    throw new IOException(new EOFException());
                }
            }

            @Override
            public long length() {
                return content.length;
            }
        };
    }

    int left() {
        return left;
    }

    int top() {
        return top;
    }

    /**
     * The first frame between some bytes.
     *
     * @param inFrame whether between these bytes lies a frame of an animation, in which none other may lie
     */
    private static WebpFrame collect(ImageInputStream in, byte[] file, long from, long end, boolean inFrame)
            throws IOException {
        for (long at = from; at + 8 <= end; ) {
            in.seek(at);
            int type = in.readInt();
            long bytes = in.readUnsignedInt();
            if (at + 8 + bytes > end) {
                throw new EOFException();
            }
            if (type == ANMF && inFrame) {
                throw new IOException("a frame within a frame");
            }
            if (type == ANMF && bytes > ANMF_HEADER_BYTES) {
                int x = 2 * readInt24(in);
                int y = 2 * readInt24(in);
                WebpFrame frame = collect(in, file, at + 8 + ANMF_HEADER_BYTES, at + 8 + bytes, true);
                frame.left = x;
                frame.top = y;
                return frame;
            }
            if (type == VP8L) {
                checkTransforms(file, at + 8, bytes);
                return new WebpFrame(riff(Arrays.copyOfRange(file, (int) at, (int) (at + 8 + bytes))));
            }
            if (type == VP8) {
                throw new UnsupportedPixelsException(
                        "lossy WebP", "save it as PNG, TIFF or JPEG, or as WebP without loss");
            }
            at += 8 + bytes + (bytes & 1);
        }
        throw new IOException("it holds no image");
    }

    /**
     * A transform stands once at most (WebP lossless bitstream, section 4), but the decoder follows as many as there are,
     * each over the whole image; the one of three bits, "subtract green", could stand a thousand times in a few bytes.
     */
    private static void checkTransforms(byte[] file, long at, long bytes) throws IOException {
        int first = bytes > HEADER_BYTES ? file[(int) at + HEADER_BYTES] & 0x3F : 0;
        if (first == 0b101_101) {
            throw new IOException("a transform that stands twice");
        }
    }

    private static byte[] riff(byte[]... chunks) {
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] chunk : chunks) {
            body.writeBytes(chunk);
            if (chunk.length % 2 != 0) {
                body.write(0);
            }
        }
        int size = body.size() + 4;
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(new byte[] {
            'R',
            'I',
            'F',
            'F',
            (byte) size,
            (byte) (size >> 8),
            (byte) (size >> 16),
            (byte) (size >> 24),
            'W',
            'E',
            'B',
            'P'
        });
        file.writeBytes(body.toByteArray());
        file.writeBytes(new byte[READ_AHEAD_BYTES]);
        return file.toByteArray();
    }

    static int readInt24(ImageInputStream in) throws IOException {
        int low = in.readUnsignedShort();
        return low | in.readUnsignedByte() << 16;
    }

    private static int fourCc(String text) {
        return text.charAt(0) | text.charAt(1) << 8 | text.charAt(2) << 16 | text.charAt(3) << 24;
    }
}
