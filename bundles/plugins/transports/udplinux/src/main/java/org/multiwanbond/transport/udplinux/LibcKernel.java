package org.multiwanbond.transport.udplinux;

import java.lang.ref.Reference;
import java.nio.charset.StandardCharsets;
import org.multiwanbond.api.HotPath;

/** The kernel behind the C library. Thread-safe. */
@HotPath
final class LibcKernel implements Kernel {
    /** Longer than any option's value and any address. */
    private static final int VALUE_BYTES = 32;

    private static final int PORT = 2;

    private final boolean manyPerCall;

    /** With {@code sendmmsg} and {@code recvmmsg}, or with one message per call where a sandbox lacks them. */
    LibcKernel(boolean manyPerCall) {
        this.manyPerCall = manyPerCall;
    }

    /** Whether this system has calls for many messages. */
    static boolean hasManyPerCall() {
        int nowhere = -1;
        return failure(Libc.sendmmsg(nowhere, 0, 0, 0)) != -Linux.ENOSYS
                && failure(Libc.recvmmsg(nowhere, 0, 0, 0, 0)) != -Linux.ENOSYS;
    }

    private static int failure(long result) {
        return result < 0 ? -Libc.errno() : (int) result;
    }

    @Override
    public int socket(int family) {
        return failure(Libc.socket(family, Linux.SOCK_DGRAM_NONBLOCK_CLOEXEC, 0));
    }

    @Override
    public int setOption(int socket, int level, int option, int value) {
        Memory memory = new Memory(VALUE_BYTES);
        memory.octets().putInt(0, value);
        return set(socket, level, option, memory, Integer.BYTES);
    }

    @Override
    public int setOption(int socket, int level, int option, long value, int valueBytes) {
        return failure(Libc.setsockopt(socket, level, option, value, valueBytes));
    }

    @Override
    public int bindToDevice(int socket, String device) {
        Memory memory = new Memory(VALUE_BYTES);
        byte[] name = device.getBytes(StandardCharsets.UTF_8);
        if (name.length == 0 || name.length >= Linux.IFNAMSIZ) {
            return -Linux.ENODEV;
        }
        memory.octets().put(0, name);
        return set(socket, Linux.SOL_SOCKET, Linux.SO_BINDTODEVICE, memory, Linux.IFNAMSIZ);
    }

    private int set(int socket, int level, int option, Memory memory, int valueBytes) {
        int result = setOption(socket, level, option, memory.address(), valueBytes);
        Reference.reachabilityFence(memory);
        return result;
    }

    @Override
    public int option(int socket, int level, int option) {
        Memory memory = new Memory(2 * VALUE_BYTES);
        memory.octets().putInt(VALUE_BYTES, Integer.BYTES);
        long address = memory.address();
        int result = failure(Libc.getsockopt(socket, level, option, address, address + VALUE_BYTES));
        return result < 0 ? result : memory.octets().getInt(0);
    }

    @Override
    public int bind(int socket, long address, int addressBytes) {
        return failure(Libc.bind(socket, address, addressBytes));
    }

    @Override
    public int port(int socket) {
        Memory memory = new Memory(2 * VALUE_BYTES);
        memory.octets().putInt(VALUE_BYTES, VALUE_BYTES);
        long address = memory.address();
        int result = failure(Libc.getsockname(socket, address, address + VALUE_BYTES));
        return result < 0 ? result : Short.reverseBytes(memory.octets().getShort(PORT)) & 0xffff;
    }

    @Override
    public int send(int socket, MessageTable messages, int from, int count) {
        if (manyPerCall) {
            return failure(Libc.sendmmsg(socket, messages.address(from), count, Linux.MSG_DONTWAIT));
        }
        int result = failure(Libc.sendmsg(socket, messages.address(from), Linux.MSG_DONTWAIT));
        return result < 0 ? result : 1;
    }

    @Override
    public int receive(int socket, MessageTable messages) {
        if (manyPerCall) {
            return failure(Libc.recvmmsg(socket, messages.address(0), messages.capacity(), Linux.MSG_DONTWAIT, 0));
        }
        int result = failure(Libc.recvmsg(socket, messages.address(0), Linux.MSG_DONTWAIT));
        if (result < 0) {
            return result;
        }
        messages.lengthBytes(0, result);
        return 1;
    }

    @Override
    public int poller() {
        return failure(Libc.epoll_create1(Linux.EPOLL_CLOEXEC));
    }

    @Override
    public int watch(int poller, int socket, long event) {
        return failure(Libc.epoll_ctl(poller, Linux.EPOLL_CTL_ADD, socket, event));
    }

    @Override
    public int ready(int poller, long events, int most) {
        return failure(Libc.epoll_wait(poller, events, most, 0));
    }

    @Override
    public int event() {
        return failure(Libc.eventfd(0, Linux.EVENT_NONBLOCK_CLOEXEC));
    }

    @Override
    public int sleep(long entries, int count, long timeout) {
        return failure(Libc.ppoll(entries, count, timeout, 0));
    }

    @Override
    public int read(int descriptor, long memory, int lengthBytes) {
        return failure(Libc.read(descriptor, memory, lengthBytes));
    }

    @Override
    public int write(int descriptor, long memory, int lengthBytes) {
        return failure(Libc.write(descriptor, memory, lengthBytes));
    }

    @Override
    public int close(int descriptor) {
        return failure(Libc.close(descriptor));
    }
}
