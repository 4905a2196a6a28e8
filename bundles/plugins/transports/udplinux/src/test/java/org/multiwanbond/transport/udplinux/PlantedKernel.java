package org.multiwanbond.transport.udplinux;

import java.util.ArrayList;
import java.util.List;

/** The real kernel, counting what it is sent, with failures a test plants by overriding. Confined to the test's thread. */
class PlantedKernel implements Kernel {
    static final int NOTHING = 0;

    final Kernel real = new LibcKernel(true);

    /** Of each message sent, the octets its datagrams were to have, or {@link MessageTable#WHOLE}. */
    final List<Integer> cuts = new ArrayList<>();

    /** Of each message received, the octets its datagrams have, or {@link MessageTable#WHOLE}. */
    final List<Integer> joined = new ArrayList<>();

    int calls;

    /** The failure a send of these messages meets, as a negative error number; {@link #NOTHING} for none. */
    int refusal(MessageTable messages, int from) {
        return NOTHING;
    }

    /** The failure that setting an option meets. */
    int optionRefusal(int level, int option) {
        return NOTHING;
    }

    @Override
    public int send(int socket, MessageTable messages, int from, int count) {
        calls++;
        int allowed = 0;
        while (allowed < count && refusal(messages, from + allowed) == NOTHING) {
            allowed++;
        }
        if (allowed == 0) {
            return refusal(messages, from);
        }
        int sent = real.send(socket, messages, from, allowed);
        for (int i = 0; i < sent; i++) {
            cuts.add(messages.cutBytes(from + i));
        }
        return sent;
    }

    @Override
    public int receive(int socket, MessageTable messages) {
        int received = real.receive(socket, messages);
        for (int i = 0; i < received; i++) {
            joined.add(messages.segmentBytes(i));
        }
        return received;
    }

    @Override
    public int setOption(int socket, int level, int option, int value) {
        int refusal = optionRefusal(level, option);
        return refusal == NOTHING ? real.setOption(socket, level, option, value) : refusal;
    }

    @Override
    public int setOption(int socket, int level, int option, long value, int valueBytes) {
        int refusal = optionRefusal(level, option);
        return refusal == NOTHING ? real.setOption(socket, level, option, value, valueBytes) : refusal;
    }

    @Override
    public int socket(int family) {
        return real.socket(family);
    }

    @Override
    public int option(int socket, int level, int option) {
        return real.option(socket, level, option);
    }

    @Override
    public int bindToDevice(int socket, String device) {
        return real.bindToDevice(socket, device);
    }

    @Override
    public int bind(int socket, long address, int addressBytes) {
        return real.bind(socket, address, addressBytes);
    }

    @Override
    public int port(int socket) {
        return real.port(socket);
    }

    @Override
    public int poller() {
        return real.poller();
    }

    @Override
    public int watch(int poller, int socket, long event) {
        return real.watch(poller, socket, event);
    }

    @Override
    public int ready(int poller, long events, int most) {
        return real.ready(poller, events, most);
    }

    @Override
    public int event() {
        return real.event();
    }

    @Override
    public int sleep(long entries, int count, long timeout) {
        return real.sleep(entries, count, timeout);
    }

    @Override
    public int read(int descriptor, long memory, int lengthBytes) {
        return real.read(descriptor, memory, lengthBytes);
    }

    @Override
    public int write(int descriptor, long memory, int lengthBytes) {
        return real.write(descriptor, memory, lengthBytes);
    }

    @Override
    public int close(int descriptor) {
        return real.close(descriptor);
    }
}
