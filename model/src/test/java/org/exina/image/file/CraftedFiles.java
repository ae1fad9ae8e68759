package org.exina.image.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Small files made to harm whoever opens them: each lies about a size, or nests or repeats something without end. */
final class CraftedFiles {
    private static final int MANY = 100_000;

    /** By a name that says what is wrong. */
    static final Map<String, byte[]> ALL = all();

    private final Map<String, byte[]> files = new TreeMap<>();

    private CraftedFiles() {}

    private static Map<String, byte[]> all() {
        CraftedFiles made = new CraftedFiles();
        made.jpeg();
        made.png();
        made.tiff();
        made.tiffDirectories();
        made.bmp();
        made.gif();
        made.webp();
        return made.files;
    }

    private void add(String name, Bytes content) {
        files.put(name, content.get());
    }

    private void jpeg() {
        byte[] sound = ImageEncoder.jpeg(ReferenceTest.pattern(40, 30), 0.9f);
        int frame = indexOf(sound, 0xFF, 0xC0);
        byte[] head = Arrays.copyOf(sound, frame);
        byte[] rest = Arrays.copyOfRange(sound, frame, sound.length);
        byte[] body = Arrays.copyOf(sound, sound.length - 2);
        add("fill bytes.jpg", soi().times(MANY, Bytes.big().u16(0xFF00)));
        add("bare markers.jpg", soi().times(MANY, Bytes.big().u16(0xFFD8)));
        add(
                "fill bytes within.jpg",
                Bytes.big().add(head).times(MANY, Bytes.big().u16(0xFFFF)).add(rest));
        add("stray bytes.jpg", Bytes.big().add(head).zeros(300_000).add(rest));
        add("empty segments.jpg", soi().times(MANY, Bytes.big().u16(0xFFFE, 2)).add(rest));
        add("segment of length 0.jpg", soi().u16(0xFFE1, 0).add(rest));
        add("segment of length 1.jpg", soi().times(MANY, Bytes.big().u16(0xFFE1, 1)));
        add(
                "many scans.jpg",
                Bytes.big()
                        .add(body)
                        .times(5_000, Bytes.big().u16(0xFFDA, 8).u8(1, 1, 0, 0, 63, 0))
                        .u16(0xFFD9));
        for (int side : new int[] {0, 20_000, 65_500, 65_535}) {
            byte[] large = sound.clone();
            for (int at = frame + 5; at < frame + 9; at += 2) {
                large[at] = (byte) (side >> 8);
                large[at + 1] = (byte) side;
            }
            add(side + " a side.jpg", Bytes.big().add(large));
            large[frame + 1] = (byte) 0xC2;
            add(side + " a side, progressive.jpg", Bytes.big().add(large));
        }
        for (int components : new int[] {0, 2, 5, 255}) {
            byte[] other = sound.clone();
            other[frame + 9] = (byte) components;
            add(components + " components.jpg", Bytes.big().add(other));
        }
        byte[] profile = Bytes.big()
                .ascii("ICC_PROFILE\0")
                .u8(1, 255)
                .u32(0xFFFFFFFFL)
                .zeros(200)
                .get();
        add(
                "profile.jpg",
                soi().times(255, Bytes.big().u16(0xFFE2, profile.length + 2).add(profile))
                        .add(tail(sound)));
        byte[] pages = Bytes.big()
                .ascii("MPF\0")
                .ascii("MM\0*")
                .u32(8)
                .u16(0xFFFF)
                .zeros(40)
                .get();
        add("pages that lie.jpg", soi().u16(0xFFE2, pages.length + 2).add(pages).add(tail(sound)));
        add(
                "thumbnail that lies.jpg",
                soi().u16(0xFFE0, 16)
                        .ascii("JFIF\0")
                        .u8(1, 1, 0, 0, 1, 0, 1, 255, 255)
                        .add(tail(sound)));
        exif().forEach((name, exif) -> {
            byte[] block = Bytes.big().ascii("Exif\0\0").add(exif).get();
            add(
                    "EXIF " + name + ".jpg",
                    soi().u16(0xFFE1, block.length + 2).add(block).add(tail(sound)));
        });
    }

    private static Bytes soi() {
        return Bytes.big().u16(0xFFD8);
    }

    /** All but the marker that a JPEG file begins with. */
    private static byte[] tail(byte[] jpeg) {
        return Arrays.copyOfRange(jpeg, 2, jpeg.length);
    }

    private static int indexOf(byte[] all, int first, int second) {
        int at = 0;
        while ((all[at] & 0xFF) != first || (all[at + 1] & 0xFF) != second) {
            at++;
        }
        return at;
    }

    /** Blocks of EXIF tags, which may stand in JPEG, PNG and WebP files. */
    private static Map<String, byte[]> exif() {
        Map<String, byte[]> blocks = new TreeMap<>();
        blocks.put("of no byte", new byte[0]);
        blocks.put("of one byte", new byte[] {'I'});
        blocks.put(
                "in a loop",
                Bytes.little()
                        .ascii("II*\0")
                        .u32(8)
                        .u16(1)
                        .u16(34665, 4)
                        .u32(1, 8, 8)
                        .get());
        blocks.put("far away", Bytes.little().ascii("II*\0").u32(0xFFFFFFFFL).get());
        blocks.put(
                "before the start",
                Bytes.little().ascii("II+\0").u16(8, 0).u64(-16).get());
        blocks.put(
                "of many tags",
                Bytes.little().ascii("II*\0").u32(8).u16(0xFFFF).zeros(100).get());
        blocks.put(
                "of 2^32 - 1 turns",
                Bytes.little()
                        .ascii("II*\0")
                        .u32(8)
                        .u16(1)
                        .u16(274, 3)
                        .u32(0xFFFFFFFFL, 9, 0)
                        .get());
        blocks.put(
                "of type 0",
                Bytes.little()
                        .ascii("II*\0")
                        .u32(8)
                        .u16(1)
                        .u16(274, 0)
                        .u32(0xFFFFFFFFL, 9, 0)
                        .get());
        return blocks;
    }

    private void png() {
        byte[] pixels = Bytes.deflatedZeros(40 * 121);
        byte[] bomb = Bytes.deflatedZeros(60_000_000);
        byte[] palette = new byte[768];
        add("giant.png", png(40_000, 9_000, 8, 2).chunk("IDAT", pixels).chunk("IEND", new byte[0]));
        add("wide.png", png(Integer.MAX_VALUE, 1, 1, 0).chunk("IDAT", pixels).chunk("IEND", new byte[0]));
        add("tall.png", png(1, 2_000_000_000, 16, 6).chunk("IDAT", pixels).chunk("IEND", new byte[0]));
        add(
                "line.png",
                png(26_000, 1, 1, 0).chunk("IDAT", Bytes.deflatedZeros(3_251)).chunk("IEND", new byte[0]));
        add("negative.png", png(-1, -1, 8, 2).chunk("IDAT", pixels).chunk("IEND", new byte[0]));
        add("depth 255.png", png(40, 40, 255, 6).chunk("IDAT", pixels).chunk("IEND", new byte[0]));
        add("pixels bomb.png", png(40, 40, 8, 2).chunk("IDAT", bomb).chunk("IEND", new byte[0]));
        add(
                "palette of none.png",
                png(40, 40, 8, 3)
                        .chunk("PLTE", new byte[0])
                        .chunk("IDAT", pixels)
                        .chunk("IEND", new byte[0]));
        add(
                "palette of many.png",
                png(40, 40, 8, 3)
                        .chunk("PLTE", new byte[3 * MANY])
                        .chunk("IDAT", pixels)
                        .chunk("IEND", new byte[0]));
        add(
                "alphas of many.png",
                png(40, 40, 8, 3)
                        .chunk("PLTE", palette)
                        .chunk("tRNS", new byte[MANY])
                        .chunk("IDAT", pixels)
                        .chunk("IEND", new byte[0]));
        for (String type : new String[] {"iCCP", "zTXt", "iTXt"}) {
            byte[] text = Bytes.big()
                    .ascii(type.equals("iTXt") ? "a\0\1\0\0\0" : "a\0\0")
                    .add(bomb)
                    .get();
            add(
                    type + " bomb.png",
                    png(40, 40, 8, 3)
                            .chunk("PLTE", palette)
                            .chunk(type, text)
                            .chunk("IDAT", pixels)
                            .chunk("IEND", new byte[0]));
            add(
                    type + " bomb in grey.png",
                    png(40, 40, 8, 0).chunk(type, text).chunk("IDAT", pixels).chunk("IEND", new byte[0]));
        }
        add(
                "chunk of 2^32 - 1.png",
                png(40, 40, 8, 2).u32(0xFFFFFFFFL).ascii("zTXt").zeros(40));
        add(
                "chunk of 2^31 - 1.png",
                png(40, 40, 8, 3).u32(Integer.MAX_VALUE).ascii("PLTE").zeros(40));
        add(
                "empty chunks.png",
                png(40, 40, 8, 3)
                        .chunk("PLTE", palette)
                        .times(5_000, Bytes.big().chunk("IDAT", new byte[0]))
                        .chunk("IEND", new byte[0]));
        exif().forEach((name, exif) -> add(
                "EXIF " + name + ".png",
                png(40, 40, 8, 2).chunk("eXIf", exif).chunk("IDAT", pixels).chunk("IEND", new byte[0])));
        add(
                "EXIF of 2^32 - 1.png",
                png(40, 40, 8, 2).u32(0xFFFFFFFFL).ascii("eXIf").zeros(40));
    }

    private static Bytes png(int width, int height, int depth, int colours) {
        byte[] header =
                Bytes.big().u32(width, height).u8(depth, colours, 0, 0, 0).get();
        return Bytes.big().u8(0x89).ascii("PNG\r\n\032\n").chunk("IHDR", header);
    }

    private void tiff() {
        long[] plain = {256, 4, 1, 100, 257, 4, 1, 100, 258, 3, 1, 8, 262, 3, 1, 1, 273, 4, 1, 8};
        add("strips of type 0.tif", tiff(with(plain, 273, 0, 0xFFFFFFFFL, 8)));
        add("strips of type 99.tif", tiff(with(plain, 273, 99, 0xFFFFFFFFL, 8)));
        add("2^32 - 1 strips.tif", tiff(with(plain, 273, 4, 0xFFFFFFFFL, 8)));
        add("strip beyond the end.tif", tiff(with(plain, 273, 4, 1, 0xFFFFFFF0L)));
        add("strip of 2^32 - 1 bytes.tif", tiff(with(plain, 279, 4, 1, 0xFFFFFFFFL)));
        add("strip of -1 bytes.tif", tiff(with(plain, 279, 9, 1, -1)));
        add("giant.tif", tiff(with(with(plain, 256, 4, 1, 20_000), 257, 4, 1, 20_000)));
        add("wide.tif", tiff(with(plain, 256, 4, 1, 0xFFFFFFFFL)));
        byte[] wide = tiff(with(with(with(plain, 256, 4, 1, 399_000_000), 257, 4, 1, 1), 259, 3, 1, 8))
                .get();
        add("wide, packed.tif", Bytes.big().add(Arrays.copyOf(wide, 200)));
        for (int compression : new int[] {2, 3, 4, 5, 6, 7, 8, 32773, 34712, 50000}) {
            long[] packed = with(with(with(plain, 259, 3, 1, compression), 256, 4, 1, 3_000), 257, 4, 1, 3_000);
            add("packed by " + compression + ".tif", tiff(packed));
            byte[] giant = tiff(with(with(packed, 256, 4, 1, 20_000), 257, 4, 1, 20_000))
                    .get();
            add("packed by " + compression + ", giant.tif", Bytes.big().add(Arrays.copyOf(giant, 200)));
        }
        add("65535 samples.tif", tiff(with(with(plain, 277, 3, 1, 65_535), 259, 3, 1, 5)));
        add("65535 bits.tif", tiff(with(plain, 258, 3, 1, 65_535)));
        add("no rows in a strip.tif", tiff(with(plain, 278, 4, 1, 0)));
        add("planes.tif", tiff(with(with(plain, 284, 3, 1, 2), 277, 3, 1, 65_535)));
        add("palette.tif", tiff(with(with(plain, 262, 3, 1, 3), 320, 3, 0xFFFFFFFFL, 8)));
        add("profile.tif", tiff(with(plain, 34675, 7, 128, 8)));
        for (long side : new long[] {0, 1, 15, 100_000, 0x7FFFFFFFL, 0xFFFFFFFFL}) {
            long[] tiles = with(with(with(plain, 322, 4, 1, side), 323, 4, 1, side), 324, 4, 1, 8);
            add("tiles of " + side + ".tif", tiff(with(tiles, 325, 4, 1, 9)));
            add("tiles of " + side + ", packed.tif", tiff(with(with(tiles, 325, 4, 1, 9), 259, 3, 1, 5)));
        }
        byte[] jpeg = ImageEncoder.jpeg(ReferenceTest.pattern(16, 16), 0.9f);
        int size = indexOf(jpeg, 0xFF, 0xC0) + 5;
        Arrays.fill(jpeg, size, size + 4, (byte) 0xFE);
        jpeg[size - 4] = (byte) 0xC2;
        int at = tiff(with(plain, 259, 3, 1, 7)).size();
        long[] inside = with(with(plain, 259, 3, 1, 7), 273, 4, 1, at);
        add("giant JPEG inside.tif", tiff(inside).add(jpeg));
    }

    private void tiffDirectories() {
        long[] plain = {256, 4, 1, 10, 257, 4, 1, 10, 258, 3, 1, 8, 262, 3, 1, 1, 273, 4, 1, 8};
        add("in a loop.tif", tiff(plain, 8));
        add("subdirectory in a loop.tif", tiff(with(plain, 330, 4, 1, 8)));
        add("next is far away.tif", tiff(plain, 0xFFFFFFF0L));
        int end = tiff(with(plain, 330, 4, 1, 0)).size();
        Bytes nested = tiff(with(plain, 330, 4, 1, end));
        Bytes chain = tiff(plain, end - 12);
        for (int i = 1; i <= 20_000; i++) {
            nested.u16(1).u16(330, 4).u32(1, end + 18L * i, 0);
            chain.u16(1).u16(254, 4).u32(1, 0, end - 12 + 18L * i);
        }
        add("nested subdirectories.tif", nested);
        add("chain of directories.tif", chain);
        long[] shared = plain;
        for (int i = 0; i < 4_000; i++) {
            shared = with(shared, 40_000 + i, 7, MANY, 48_000);
        }
        add("shared values.tif", tiff(shared).zeros(MANY));
        Bytes crossed = tiff(plain, end - 12);
        for (int i = 0; i < MANY; i++) {
            crossed.u16(4_000, 1, 1, 0).u32(end + 8L * i);
        }
        add("directories on one another.tif", crossed);
        add("no tag.tif", Bytes.little().ascii("II*\0").u32(8).u16(0).u32(0));
        add("65535 tags.tif", Bytes.little().ascii("II*\0").u32(8).u16(0xFFFF).zeros(900_000));
        add(
                "big, before the start.tif",
                Bytes.little().ascii("II+\0").u16(8, 0).u64(-16).zeros(240));
        add(
                "big, far away.tif",
                Bytes.little().ascii("II+\0").u16(8, 0).u64(Long.MAX_VALUE).zeros(240));
        add(
                "big, 2^62 tags.tif",
                Bytes.little().ascii("II+\0").u16(8, 0).u64(16, 1L << 62).zeros(240));
        for (long count : new long[] {-1, 1, 1L << 31, 1L << 61, 1L << 62, Long.MAX_VALUE}) {
            for (long offset : new long[] {-1, 0, Long.MIN_VALUE, Long.MAX_VALUE}) {
                add("big, " + count + " strips at " + offset + ".tif", bigTiff(count, offset));
            }
        }
    }

    private static Bytes bigTiff(long strips, long offset) {
        return Bytes.little()
                .ascii("II+\0")
                .u16(8, 0)
                .u64(16, 5)
                .u16(256, 16)
                .u64(1, 10)
                .u16(257, 16)
                .u64(1, 10)
                .u16(258, 3)
                .u64(1, 8)
                .u16(262, 3)
                .u64(1, 1)
                .u16(273, 16)
                .u64(strips, offset)
                .u64(0)
                .zeros(200);
    }

    /** Tags as four numbers each; one is put in place of that of the same number, or behind the others. */
    private static long[] with(long[] tags, long... tag) {
        for (int i = 0; i < tags.length; i += 4) {
            if (tags[i] == tag[0]) {
                long[] changed = tags.clone();
                System.arraycopy(tag, 0, changed, i, 4);
                return changed;
            }
        }
        long[] longer = Arrays.copyOf(tags, tags.length + 4);
        System.arraycopy(tag, 0, longer, tags.length, 4);
        return longer;
    }

    private static Bytes tiff(long[] tags) {
        return tiff(tags, 0);
    }

    /** @param tags number, type, count, value or offset of each */
    private static Bytes tiff(long[] tags, long next) {
        Bytes file = Bytes.little().ascii("II*\0").u32(8).u16(tags.length / 4);
        for (int i = 0; i < tags.length; i += 4) {
            file.u16((int) tags[i], (int) tags[i + 1]).u32(tags[i + 2], tags[i + 3]);
        }
        return file.u32(next).zeros(12_000);
    }

    private void bmp() {
        for (int height : new int[] {Integer.MIN_VALUE, -200_000_000, 200_000_000, Integer.MAX_VALUE}) {
            add(height + " high.bmp", bmp(1, height, 24, 0, 0, 54).zeros(88));
            add(height + " high, packed.bmp", bmp(1, height, 8, 1, 2, 62).zeros(88));
        }
        add("wide.bmp", bmp(Integer.MAX_VALUE, 1, 32, 0, 0, 54).zeros(88));
        add("giant.bmp", bmp(20_000, 19_000, 24, 0, 0, 54).zeros(88));
        add("giant, packed.bmp", bmp(20_000, -19_000, 8, 1, 2, 62).zeros(88));
        add("wide, packed.bmp", bmp(390_000_000, 1, 8, 1, 2, 62).zeros(88));
        add(
                "palette of 2^31 - 1.bmp",
                bmp(10, 10, 8, 0, Integer.MAX_VALUE, 0xFFFFFFF0L).zeros(500));
        add("palette of -1.bmp", bmp(10, 10, 8, 0, -1, 1_078).zeros(1_200));
        add("pixels far away.bmp", bmp(10, 10, 24, 0, 0, 0x7FFFFFF0L).zeros(500));
        add("pixels in the header.bmp", bmp(10, 10, 24, 0, 0, 0).zeros(500));
        add("65535 bits.bmp", bmp(10, 10, 65_535, 0, 0, 54).zeros(500));
        add("no bits.bmp", bmp(10, 10, 0, 0, 0, 54).zeros(500));
        add("masks.bmp", bmp(10, 10, 32, 3, 0, 66).u32(-1, -1, -1).zeros(500));
        add(
                "runs without end.bmp",
                bmp(200, 200, 8, 1, 256, 1_078)
                        .zeros(1_024)
                        .times(MANY, Bytes.little().u8(0, 2, 255, 255)));
        add(
                "runs of none.bmp",
                bmp(200, 200, 4, 2, 16, 118)
                        .zeros(64)
                        .times(MANY, Bytes.little().u8(0, 2, 0, 0)));
        byte[] jpeg = ImageEncoder.jpeg(ReferenceTest.pattern(16, 16), 0.9f);
        add("JPEG inside.bmp", bmp(16, 16, 0, 4, 0, 54).add(jpeg));
        int size = indexOf(jpeg, 0xFF, 0xC0) + 5;
        Arrays.fill(jpeg, size, size + 4, (byte) 0xFE);
        add("giant JPEG inside.bmp", bmp(16, 16, 0, 4, 0, 54).add(jpeg));
        add(
                "giant PNG inside.bmp",
                bmp(16, 16, 0, 5, 0, 54)
                        .add(png(19_000, 20_000, 1, 0)
                                .chunk("IDAT", Bytes.deflatedZeros(40_000))
                                .get()));
        add(
                "header of 2^31 - 1.bmp",
                Bytes.little()
                        .ascii("BM")
                        .u32(99, 0, 54, Integer.MAX_VALUE, 10, 10)
                        .zeros(500));
    }

    private static Bytes bmp(int width, int height, int bits, int compression, int colours, long pixelsAt) {
        return Bytes.little()
                .ascii("BM")
                .u32(142, 0, pixelsAt, 40, width, height)
                .u16(1, bits)
                .u32(compression, 0, 0, 0, colours, 0);
    }

    private void gif() {
        byte[] pixels = Bytes.little().u8(2, 3, 0x84, 0x51, 0, 0, 0x3B).get();
        for (int side : new int[] {0, 1, 65_535}) {
            add(
                    "canvas of " + side + ".gif",
                    gif(side, side).u8(0x2C).u16(0, 0, 3, 3).u8(0).add(pixels));
            add(
                    "frame of " + side + ".gif",
                    gif(3, 3).u8(0x2C).u16(0, 0, side, side).u8(0).add(pixels));
            add(
                    "frame at " + side + ".gif",
                    gif(3, 3).u8(0x2C).u16(side, side, 3, 3).u8(0).add(pixels));
        }
        add(
                "canvas of 65535 x 6000.gif",
                gif(65_535, 6_000).u8(0x2C).u16(0, 0, 3, 3).u8(0).add(pixels));
        add(
                "frame of 3000.gif",
                gif(3, 3).u8(0x2C).u16(0, 0, 3_000, 3_000).u8(0).add(pixels));
        for (int bits : new int[] {0, 1, 11, 12, 13, 255}) {
            add(
                    "codes of " + bits + " bits.gif",
                    gif(90, 90)
                            .u8(0x2C)
                            .u16(0, 0, 90, 90)
                            .u8(0)
                            .u8(bits, 250)
                            .zeros(250)
                            .u8(0, 0x3B));
            add(
                    "codes of " + bits + " bits, all set.gif",
                    gif(90, 90)
                            .u8(0x2C)
                            .u16(0, 0, 90, 90)
                            .u8(0)
                            .u8(bits, 250)
                            .times(250, Bytes.little().u8(255))
                            .u8(0, 0x3B));
        }
        add("empty extensions.gif", gif(3, 3).times(MANY, Bytes.little().u8(0x21, 0xFE, 0)));
        add(
                "comment of empty lines.gif",
                gif(3, 3).u8(0x21, 0xFE).times(MANY, Bytes.little().u8(1, 32)));
        add("no frame.gif", gif(3, 3).u8(0x3B));
        add("unknown block.gif", gif(3, 3).u8(7));
    }

    private static Bytes gif(int width, int height) {
        return Bytes.little().ascii("GIF89a").u16(width, height).u8(0x80, 0, 0).zeros(6);
    }

    private void webp() {
        byte[] sound;
        try {
            sound = ImageZoo.open().content("lossless.webp");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        byte[] chunk = Arrays.copyOfRange(sound, 12, sound.length);
        Bytes nested = Bytes.little();
        for (int i = MANY; i > 0; i--) {
            nested.ascii("ANMF").u32(24L * i).zeros(16);
        }
        add(
                "frames in frames.webp",
                webp(webpCanvas(0, 9, 9).add(nested.zeros(24).get())));
        add(
                "frame in a frame.webp",
                webp(webpCanvas(0, 9, 9)
                        .ascii("ANMF")
                        .u32(chunk.length + 40)
                        .zeros(16)
                        .ascii("ANMF")
                        .u32(chunk.length + 16)
                        .zeros(16)
                        .add(chunk)));
        add(
                "empty frames.webp",
                webp(webpCanvas(0, 9, 9)
                        .times(MANY, Bytes.little().ascii("ANMF").u32(0))));
        add(
                "frame outside.webp",
                webp(webpCanvas(0, 9, 9)
                        .ascii("ANMF")
                        .u32(chunk.length + 16)
                        .u32(-1, -1, -1, -1)
                        .add(chunk)));
        add("canvas of 2^24.webp", webp(webpCanvas(0, 1 << 24, 1 << 24).add(chunk)));
        add("canvas of 19000.webp", webp(webpCanvas(0, 19_000, 19_000).add(chunk)));
        for (long size : new long[] {0, 4, sound.length + 1_000L, 0x7FFFFFFFL, 0xFFFFFFFFL}) {
            add(
                    "file of " + size + ".webp",
                    Bytes.little().ascii("RIFF").u32(size).add(Arrays.copyOfRange(sound, 8, sound.length)));
            add(
                    "chunk of " + size + ".webp",
                    webp(webpCanvas(8, 27, 19).ascii("EXIF").u32(size).add(chunk)));
            add(
                    "pixels of " + size + ".webp",
                    webp(Bytes.little().ascii("VP8L").u32(size).add(Arrays.copyOfRange(sound, 20, sound.length))));
        }
        exif().forEach((name, exif) -> add(
                "EXIF " + name + ".webp",
                webp(webpCanvas(8, 27, 19)
                        .ascii("EXIF")
                        .u32(exif.length)
                        .add(exif)
                        .zeros(exif.length % 2)
                        .add(chunk))));
        add("giant.webp", webp(vp8l(16_384, 16_384).zeros(400)));
        add("transforms.webp", webp(vp8l(3_000, 3_000).times(134, Bytes.little().u8(0x6D, 0xDB, 0xB6))));
        add("giant, one colour.webp", webp(vp8l(16_384, 16_384).u8(0x88, 0x88, 8, 0, 0, 0, 0, 0)));
        add("wide, cut off.webp", webp(vp8l(16_384, 100).zeros(400)));
        add(
                "lossy.webp",
                webp(Bytes.little()
                        .ascii("VP8 ")
                        .u32(10)
                        .u8(0x10, 0, 0, 0x9D, 1, 0x2A)
                        .u16(0x3FFF, 0x3FFF)));
    }

    private static Bytes webp(Bytes chunks) {
        return Bytes.little()
                .ascii("RIFF")
                .u32(chunks.size() + 4L)
                .ascii("WEBP")
                .add(chunks.get());
    }

    private static Bytes webpCanvas(int flags, int width, int height) {
        return Bytes.little()
                .ascii("VP8X")
                .u32(10, flags)
                .u16(width - 1)
                .u8((width - 1) >> 16)
                .u16(height - 1)
                .u8((height - 1) >> 16);
    }

    private static Bytes vp8l(int width, int height) {
        return Bytes.little().ascii("VP8L").u32(405).u8(0x2F).u32((long) (height - 1) << 14 | (width - 1));
    }
}
