package org.multiwanbond.transport.udplinux;

import java.io.IOException;
import java.lang.ref.Reference;
import org.multiwanbond.api.transport.SocketShare;

/**
 * Lets several sockets have one address and gives each its own datagrams. Confined to the transport's lock.
 *
 * <p>The kernel numbers sockets of one address in the order in which they join and, for each message that arrives, asks a
 * program of classic BPF (Linux 4.5) for the number of its socket. What it joined on arrival goes by the first datagram.
 */
final class SharedPort {
    private static final int HEAD_BYTES = 16;
    private static final int HEAD_PROGRAM = 8;
    private static final int INSTRUCTION_BYTES = 8;
    private static final int OPERAND = 4;
    private static final int INSTRUCTIONS = 3;

    /** Where {@link SocketShare} has its number; the kernel counts from the end of the UDP header. */
    private static final int SESSION_ID = 2;

    private final Kernel kernel;
    private boolean refusalTold;

    SharedPort(Kernel kernel) {
        this.kernel = kernel;
    }

    /**
     * To be called before a socket is bound. The first is bound as if it were alone: an address that others share is taken
     * for it, and port 0 gives one nobody has. The kernel would let it in to either if their user is ours.
     */
    void beforeBind(int descriptor, SocketShare share) throws IOException {
        if (share.index() > 0) {
            letShare(descriptor);
        }
    }

    /** To be called when a socket is bound. The kernel takes the program only of a socket that joined another. */
    void afterBind(int descriptor, SocketShare share) throws IOException {
        if (share.index() == 0 && share.count() > 1) {
            letShare(descriptor);
        } else if (share.index() > 0 && share.index() == share.count() - 1) {
            steer(descriptor, share.count());
        }
    }

    private void letShare(int descriptor) throws IOException {
        int result = kernel.setOption(descriptor, Linux.SOL_SOCKET, Linux.SO_REUSEPORT, 1);
        if (result < 0) {
            throw new IOException(Errno.optionRefused(-result, "several sockets at one address"));
        }
    }

    /** Without the program the kernel chooses by a hash of the addresses, and whoever gets a datagram hands it on. */
    private void steer(int descriptor, int count) {
        Memory program = program(count);
        int result = kernel.setOption(
                descriptor, Linux.SOL_SOCKET, Linux.SO_ATTACH_REUSEPORT_CBPF, program.address(), HEAD_BYTES);
        Reference.reachabilityFence(program);
        if (result < 0 && !refusalTold) {
            refusalTold = true;
            UdpLinuxLog.steeringRefused(-result);
        }
    }

    /** A struct sock_fprog with its program behind it; what is too short for the first instruction goes to socket 0. */
    private static Memory program(int count) {
        Memory program = new Memory(HEAD_BYTES + INSTRUCTIONS * INSTRUCTION_BYTES);
        program.octets().putShort(0, (short) INSTRUCTIONS);
        program.octets().putLong(HEAD_PROGRAM, program.address() + HEAD_BYTES);
        instruction(program, 0, Linux.BPF_LOAD_HALF_WORD, SESSION_ID);
        instruction(program, 1, Linux.BPF_MODULO, count);
        instruction(program, 2, Linux.BPF_RETURN_IT, 0);
        return program;
    }

    private static void instruction(Memory program, int index, int code, int operand) {
        int at = HEAD_BYTES + index * INSTRUCTION_BYTES;
        program.octets().putShort(at, (short) code);
        program.octets().putInt(at + OPERAND, operand);
    }
}
