package org.multiwanbond.netlab.traffic;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLongArray;
import org.multiwanbond.netlab.system.TcpCongestion;

/**
 * One connection of a transfer. The client says which way and for how many seconds; the octets that arrive are counted by
 * their second, in an upload by the server, which then sends the counts back. Confined to one thread each.
 */
final class TcpStream {
    private static final byte DOWNLOAD = 'D';
    private static final byte UPLOAD = 'U';
    private static final int CHUNK_BYTES = 1 << 16;
    private static final int CONNECT_MS = 10_000;

    /** A transfer that stands still this long is over. */
    private static final int STALL_MS = 30_000;

    private static final int CONGESTION_CHARACTERS = 16;

    private final Socket socket;
    private final boolean download;
    private final int seconds;
    private final String congestion;

    TcpStream(Options options) throws IOException {
        socket = new Socket();
        socket.connect(options.endpoint("--to"), CONNECT_MS);
        socket.setSoTimeout(STALL_MS);
        download = options.word("--direction", "download").equals("download");
        seconds = options.number("--seconds", 10);
        congestion = options.word("--congestion", "cubic");
    }

    /** Transfers, adding the octets of second i to element i. */
    void run(AtomicLongArray octets) throws IOException {
        try (socket) {
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            out.writeByte(download ? DOWNLOAD : UPLOAD);
            out.writeInt(seconds);
            out.writeUTF(congestion);
            out.flush();
            if (download) {
                count(socket.getInputStream(), octets);
                return;
            }
            require(socket, congestion);
            send(socket.getOutputStream(), seconds);
            socket.shutdownOutput();
            DataInputStream counts = new DataInputStream(socket.getInputStream());
            for (int i = 0; i < octets.length(); i++) {
                octets.addAndGet(i, counts.readLong());
            }
        }
    }

    /** The other end of {@link #run}. */
    static void serve(Socket socket) throws IOException {
        socket.setSoTimeout(STALL_MS);
        DataInputStream in = new DataInputStream(socket.getInputStream());
        byte direction = in.readByte();
        int seconds = in.readInt();
        String congestion = in.readUTF();
        if (congestion.length() > CONGESTION_CHARACTERS) {
            throw new EOFException("not a transfer of ours");
        }
        if (direction == DOWNLOAD) {
            require(socket, congestion);
            send(socket.getOutputStream(), seconds);
            return;
        }
        if (direction != UPLOAD || seconds < 0 || seconds > 86_400) {
            throw new EOFException("not a transfer of ours");
        }
        AtomicLongArray octets = new AtomicLongArray(seconds);
        count(in, octets);
        DataOutputStream out = new DataOutputStream(socket.getOutputStream());
        for (int i = 0; i < seconds; i++) {
            out.writeLong(octets.get(i));
        }
        out.flush();
    }

    private static void require(Socket socket, String congestion) throws IOException {
        if (!TcpCongestion.set(socket, congestion)) {
            throw new IOException("This system has no congestion control " + congestion + " for us.");
        }
    }

    private static void send(OutputStream out, int seconds) throws IOException {
        byte[] chunk = new byte[CHUNK_BYTES];
        long endNs = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < endNs) {
            out.write(chunk);
        }
    }

    private static void count(InputStream in, AtomicLongArray octets) throws IOException {
        byte[] chunk = new byte[4 * CHUNK_BYTES];
        long startNs = System.nanoTime();
        for (int got = in.read(chunk); got >= 0; got = in.read(chunk)) {
            int second = (int) ((System.nanoTime() - startNs) / 1_000_000_000L);
            // What drains from the queues after the last second belongs to no full second.
            if (second < octets.length()) {
                octets.addAndGet(second, got);
            }
        }
    }
}
