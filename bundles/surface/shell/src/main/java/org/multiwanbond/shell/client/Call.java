package org.multiwanbond.shell.client;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** One command over one connection. Confined to the main thread. */
final class Call {
    private static final int EXIT = 0;
    private static final int OUT = 1;

    private final SocketChannel socket;

    Call(SocketChannel socket) {
        this.socket = socket;
    }

    /** Sends {@code command}, copies what it prints, answers its exit code. */
    int run(List<String> command) throws IOException {
        send(command);
        DataInputStream answer = new DataInputStream(Channels.newInputStream(socket));
        try (OutputStream out = new FileOutputStream(FileDescriptor.out);
                OutputStream err = new FileOutputStream(FileDescriptor.err)) {
            while (true) {
                int type = answer.readByte();
                byte[] octets = answer.readNBytes(answer.readInt());
                if (type == EXIT) {
                    return octets[0];
                }
                (type == OUT ? out : err).write(octets);
            }
        } catch (EOFException e) {
            throw new IOException("it ended before the command did", e);
        }
    }

    private void send(List<String> command) throws IOException {
        ByteArrayOutputStream request = new ByteArrayOutputStream();
        DataOutputStream words = new DataOutputStream(request);
        words.writeShort(command.size());
        for (String word : command) {
            byte[] octets = word.getBytes(StandardCharsets.UTF_8);
            words.writeInt(octets.length);
            words.write(octets);
        }
        ByteBuffer left = ByteBuffer.wrap(request.toByteArray());
        while (left.hasRemaining()) {
            socket.write(left);
        }
    }
}
