package org.multiwanbond.netlab.lab;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Runs a shell command by the socket of an instance, as {@code bin/mwb} does but without starting a process: for polling
 * many times a second. Thread-safe.
 */
final class DirectCall {
    private static final int EXIT = 0;
    private static final int OUT = 1;

    /** More than any answer; a length beyond it means that this is not our socket. */
    private static final int LONGEST_BYTES = 16 << 20;

    private DirectCall() {}

    /** Runs the command of the instance whose {@code data} folder this is. */
    static Outcome run(Path data, String... words) throws IOException {
        Path socket = Path.of(
                Files.readString(data.resolve("run").resolve("socket.path")).strip());
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(socket))) {
            send(channel, words);
            return receive(new DataInputStream(Channels.newInputStream(channel)), String.join(" ", words));
        }
    }

    private static void send(SocketChannel channel, String... words) throws IOException {
        ByteArrayOutputStream octets = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(octets);
        out.writeShort(words.length);
        for (String word : words) {
            byte[] text = word.getBytes(StandardCharsets.UTF_8);
            out.writeInt(text.length);
            out.write(text);
        }
        ByteBuffer left = ByteBuffer.wrap(octets.toByteArray());
        while (left.hasRemaining()) {
            channel.write(left);
        }
    }

    private static Outcome receive(DataInputStream in, String command) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        while (true) {
            int type = in.readByte();
            int lengthBytes = in.readInt();
            if (lengthBytes < 0 || lengthBytes > LONGEST_BYTES) {
                throw new LabException("The command socket answered something else.");
            }
            byte[] octets = in.readNBytes(lengthBytes);
            if (type == EXIT) {
                return new Outcome(
                        command,
                        octets[octets.length - 1],
                        out.toString(StandardCharsets.UTF_8),
                        err.toString(StandardCharsets.UTF_8));
            }
            (type == OUT ? out : err).write(octets);
        }
    }
}
