package org.exina.image.file;

import java.io.IOException;
import java.nio.ByteOrder;
import javax.imageio.stream.ImageInputStream;

/**
 * What stands before the pixels of a GIF file's first frame.
 *
 * @param width of the canvas, grown where the frame reaches over it
 * @param height likewise
 * @param left where on the canvas the frame begins
 * @param top likewise
 * @param ground the colour around the frame, 0xRRGGBB: the palette's first, or white if the frame has a transparent
 *     colour
 * @param framePixels of the first frame, which may be smaller than the canvas
 * @param pixelsAt where in the file they begin
 */
record GifHeader(int width, int height, int left, int top, int ground, long framePixels, long pixelsAt) {
    private static final int WHITE = 0xFFFFFF;
    private static final int MOST_BLOCKS = 1 << 16; // of comments and the like, before the frame

    static GifHeader read(ImageInputStream in) throws IOException {
        in.seek(6);
        in.setByteOrder(ByteOrder.LITTLE_ENDIAN);
        int screenWidth = in.readUnsignedShort();
        int screenHeight = in.readUnsignedShort();
        int flags = in.readUnsignedByte();
        in.readUnsignedShort(); // background index, aspect: no program heeds them
        int ground = readPalette(in, flags, 0);
        boolean transparent = false;
        int blocks = 0;
        while (blocks < MOST_BLOCKS) {
            int block = in.readUnsignedByte();
            if (block == 0x3B) {
                throw new HeaderException("it holds no image");
            }
            if (block == 0x21) {
                transparent |= in.readUnsignedByte() == 0xF9 && isTransparent(in);
                blocks += skipSubBlocks(in, MOST_BLOCKS);
            } else if (block == 0x2C) {
                int left = in.readUnsignedShort();
                int top = in.readUnsignedShort();
                int frameWidth = in.readUnsignedShort();
                int frameHeight = in.readUnsignedShort();
                int width = Math.max(screenWidth, left + frameWidth);
                int height = Math.max(screenHeight, top + frameHeight);
                ground = readPalette(in, in.readUnsignedByte(), ground);
                return new GifHeader(
                        width,
                        height,
                        left,
                        top,
                        transparent ? WHITE : ground,
                        (long) frameWidth * frameHeight,
                        in.getStreamPosition());
            } else {
                throw new HeaderException("a block of the unknown kind " + block);
            }
        }
        throw new HeaderException("more than " + MOST_BLOCKS + " blocks before its image");
    }

    /**
     * Walks over the first frame's pixels without decoding them.
     *
     * @throws java.io.EOFException when they are cut off
     */
    void checkPixels(ImageInputStream in) throws IOException {
        in.seek(pixelsAt + 1);
        skipSubBlocks(in, Integer.MAX_VALUE);
    }

    private static boolean isTransparent(ImageInputStream in) throws IOException {
        in.mark();
        int length = in.readUnsignedByte();
        boolean transparent = length > 0 && (in.readUnsignedByte() & 1) != 0;
        in.reset();
        return transparent;
    }

    private static int readPalette(ImageInputStream in, int flags, int otherwise) throws IOException {
        if ((flags & 0x80) == 0) {
            return otherwise;
        }
        int rgb = in.readUnsignedByte() << 16 | in.readUnsignedByte() << 8 | in.readUnsignedByte();
        in.skipBytes(3 * (2 << (flags & 7)) - 3);
        return rgb;
    }

    /** How many there are, the empty one at the end too; at {@code most} it stops. */
    private static int skipSubBlocks(ImageInputStream in, int most) throws IOException {
        int blocks = 0;
        int length;
        do {
            length = in.readUnsignedByte();
            in.skipBytes(length);
            blocks++;
        } while (length > 0 && blocks < most);
        return blocks;
    }
}
