package org.exina.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The program's entry. */
public final class Main {
    /** How long Ctrl-C waits for what is being written. */
    private static final long GRACE_SECONDS = 5;

    private Main() {}

    public static void main(String[] args) {
        Locale formats = Locale.getDefault(Locale.Category.FORMAT);
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT); // for the numbers in picocli's messages
        Console console = new Console(
                new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8),
                new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8),
                System.getenv(),
                formats);
        CountDownLatch ended = new CountDownLatch(1);
        Thread main = Thread.currentThread();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> interrupt(main, ended, console), "exina-interrupt"));
        int code = ExinaCommand.run(console, args);
        ended.countDown();
        System.exit(code);
    }

    /** Lets the command end by itself: it tells what is kept. Does nothing when it has ended. */
    private static void interrupt(Thread main, CountDownLatch ended, Console console) {
        if (ended.getCount() == 0) {
            return;
        }
        main.interrupt();
        try {
            if (!ended.await(GRACE_SECONDS, TimeUnit.SECONDS)) {
                console.error("interrupted");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
