import java.io.IOException;
import java.io.InputStream;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.KeyStore;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * Catches what wants to leave: answers every question for a name with 127.0.0.1, takes every connection to the ports of HTTP
 * and, as a TLS server with a certificate of its own, HTTPS, and writes a line for each. Arguments: that file, a key store.
 */
class Catcher {
    private static Path log;

    public static void main(String[] args) throws Exception {
        log = Path.of(args[0]);
        KeyStore store = KeyStore.getInstance(Path.of(args[1]).toFile(), "catcher".toCharArray());
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "catcher".toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(keys.getKeyManagers(), null, null);

        DatagramSocket names = new DatagramSocket(53, InetAddress.getByName("127.0.0.1"));
        ServerSocket http = new ServerSocket(80);
        ServerSocket https = tls.getServerSocketFactory().createServerSocket(443);
        new Thread(() -> take(http, "HTTP")).start();
        new Thread(() -> take(https, "HTTPS")).start();
        Files.createFile(log);
        while (true) {
            answer(names);
        }
    }

    private static void take(ServerSocket server, String kind) {
        while (true) {
            try (Socket socket = server.accept()) {
                write(kind + " connection");
                socket.setSoTimeout(2000);
                InputStream in = socket.getInputStream();
                write(kind + " bytes " + in.readNBytes(100_000).length);
            } catch (IOException e) {
                write(kind + " ended: " + e.getMessage());
            }
        }
    }

    /** With 127.0.0.1, whatever the type asked for: RFC 1035, section 4. */
    private static void answer(DatagramSocket socket) throws IOException {
        DatagramPacket asked = new DatagramPacket(new byte[512], 512);
        socket.receive(asked);
        byte[] question = asked.getData();
        StringBuilder name = new StringBuilder();
        int at = 12;
        while (question[at] != 0) {
            name.append(new String(question, at + 1, question[at], StandardCharsets.US_ASCII)).append('.');
            at += question[at] + 1;
        }
        write("name " + name);
        int end = at + 5;
        boolean v4 = question[at + 2] == 1;
        byte[] reply = new byte[end + (v4 ? 16 : 0)];
        System.arraycopy(question, 0, reply, 0, end);
        reply[2] = (byte) 0x81;
        reply[3] = (byte) 0x80;
        reply[7] = (byte) (v4 ? 1 : 0);
        reply[9] = reply[11] = 0;
        if (v4) {
            byte[] record = {(byte) 0xc0, 12, 0, 1, 0, 1, 0, 0, 0, 1, 0, 4, 127, 0, 0, 1};
            System.arraycopy(record, 0, reply, end, record.length);
        }
        try {
            socket.send(new DatagramPacket(reply, reply.length, asked.getSocketAddress()));
        } catch (SocketException e) {
            write("the one who asked for a name is gone");
        }
    }

    private static synchronized void write(String line) {
        try {
            Files.writeString(log, line + "\n", StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
