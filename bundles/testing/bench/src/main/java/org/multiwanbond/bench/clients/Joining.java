package org.multiwanbond.bench.clients;

import com.sun.jna.NativeLibrary;
import com.sun.jna.ptr.IntByReference;
import java.lang.reflect.Field;
import java.nio.channels.DatagramChannel;

/**
 * Asks Linux to hand over datagrams of one send as they came, joined (udp(7), UDP_GRO): as a client on a machine of its own
 * gets them, whose network card or kernel joins them. Stateless.
 */
final class Joining {
    private static final int SOL_UDP = 17;
    private static final int UDP_GRO = 104;

    private Joining() {}

    /** Whether the socket of this channel does so from now on; a JVM that does not open its classes keeps it from that. */
    static boolean begin(DatagramChannel channel) {
        try {
            Field descriptor = channel.getClass().getDeclaredField("fdVal");
            descriptor.setAccessible(true);
            Object[] arguments = {descriptor.getInt(channel), SOL_UDP, UDP_GRO, new IntByReference(1), Integer.BYTES};
            return NativeLibrary.getInstance("c").getFunction("setsockopt").invokeInt(arguments) == 0;
        } catch (ReflectiveOperationException | RuntimeException | LinkageError e) {
            return false;
        }
    }
}
