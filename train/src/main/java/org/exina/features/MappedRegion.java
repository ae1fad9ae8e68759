package org.exina.features;

import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.util.Optional;

/**
 * A part of a file as memory, to be read only, that is let go of when it is closed and not when the garbage collector
 * comes round to it: the collector has no reason to run while a large cache is read, so the process would seem to use as
 * much memory as the cache is large, and Windows would not let the files go.
 *
 * <p>From Java 22 on the platform has a way to do that ({@code java.lang.foreign.Arena}); before, there is the back door
 * {@code sun.misc.Unsafe.invokeCleaner}, at which Java 24 and later complain. Both are reached by reflection, since the
 * program is compiled for Java 17. Without either, the collector does the work and nothing else changes.
 */
final class MappedRegion implements AutoCloseable {
    private static final Optional<Arenas> ARENAS = Arenas.find();
    private static final Optional<Cleaner> CLEANER = ARENAS.isPresent() ? Optional.empty() : Cleaner.find();

    private final ByteBuffer bytes;
    private final Runnable release;

    private MappedRegion(ByteBuffer bytes, Runnable release) {
        this.bytes = bytes.order(ByteOrder.LITTLE_ENDIAN);
        this.release = release;
    }

    static MappedRegion of(FileChannel channel, long offset, long size) throws IOException {
        if (ARENAS.isPresent()) {
            return ARENAS.get().map(channel, offset, size);
        }
        ByteBuffer bytes = channel.map(MapMode.READ_ONLY, offset, size);
        return new MappedRegion(bytes, () -> CLEANER.ifPresent(cleaner -> cleaner.release(bytes)));
    }

    /** Least significant byte first; nobody may touch it or a slice of it after {@link #close}. */
    ByteBuffer bytes() {
        return bytes;
    }

    /** Lets go of the memory. To be called once. */
    @Override
    public void close() {
        release.run();
    }

    private record Arenas(Method ofShared, Method map, Method asByteBuffer, Method close) {
        static Optional<Arenas> find() {
            try {
                Class<?> arena = Class.forName("java.lang.foreign.Arena");
                return Optional.of(new Arenas(
                        arena.getMethod("ofShared"),
                        FileChannel.class.getMethod("map", MapMode.class, long.class, long.class, arena),
                        Class.forName("java.lang.foreign.MemorySegment").getMethod("asByteBuffer"),
                        arena.getMethod("close")));
            } catch (ReflectiveOperationException e) { // Java 21 and before
                return Optional.empty();
            }
        }

        MappedRegion map(FileChannel channel, long offset, long size) throws IOException {
            Object arena = call(ofShared, null);
            try {
                Object segment = call(map, channel, MapMode.READ_ONLY, offset, size, arena);
                return new MappedRegion((ByteBuffer) call(asByteBuffer, segment), () -> close(arena));
            } catch (IOException | RuntimeException e) {
                close(arena);
                throw e;
            }
        }

        private void close(Object arena) {
            try {
                call(close, arena);
            } catch (IOException e) {
                throw new IllegalStateException(e); // closing memory touches no file
            }
        }
    }

    private record Cleaner(Object unsafe, Method invokeCleaner) {
        static Optional<Cleaner> find() {
            try {
                Class<?> type = Class.forName("sun.misc.Unsafe");
                Field field = type.getDeclaredField("theUnsafe");
                field.setAccessible(true);
                return Optional.of(new Cleaner(field.get(null), type.getMethod("invokeCleaner", ByteBuffer.class)));
            } catch (ReflectiveOperationException | RuntimeException e) {
                return Optional.empty();
            }
        }

        void release(ByteBuffer mapped) {
            try {
                call(invokeCleaner, unsafe, mapped);
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    private static Object call(Method method, Object on, Object... arguments) throws IOException {
        try {
            return method.invoke(on, arguments);
        } catch (InvocationTargetException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            if (e.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            if (e.getCause() instanceof Error cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
