package org.multiwanbond.netlab.system;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Switches off what lets a virtual device send frames longer than its MTU or with unfinished checksums, as {@code ethtool
 * -K DEVICE tx off tso off gro off} does. The setting stays with the device when it moves to another namespace. Thread-safe.
 */
public final class Offloads {
    /** linux/sockios.h. */
    private static final long SIOCETHTOOL = 0x8946;

    /** linux/ethtool.h: ETHTOOL_STXCSUM, ETHTOOL_STSO, ETHTOOL_SGRO; UDP segmentation goes with the checksums. */
    private static final int[] COMMANDS = {0x17, 0x1f, 0x2c};

    /** struct ifreq: a name of 16 octets and a pointer. */
    private static final int IFREQ_BYTES = 40;

    private static final int NAME_BYTES = 16;

    private Offloads() {}

    /**
     * Switches the offloads of a device in the present namespace off.
     *
     * @throws IOException with a sentence naming the device
     */
    public static void off(String device) throws IOException {
        byte[] name = device.getBytes(StandardCharsets.US_ASCII);
        if (name.length >= NAME_BYTES) {
            throw new IOException("Device name " + device + " is longer than 15 characters.");
        }
        int fd = Libc.socket(Libc.AF_INET, Libc.SOCK_DGRAM, 0);
        if (fd < 0) {
            throw new IOException("No socket: " + Libc.error() + ".");
        }
        try (Memory value = new Memory(8);
                Memory request = new Memory(IFREQ_BYTES)) {
            request.clear();
            request.write(0, name, 0, name.length);
            request.setPointer(NAME_BYTES, value);
            for (int command : COMMANDS) {
                value.setInt(0, command);
                value.setInt(4, 0);
                if (Libc.ioctl(fd, SIOCETHTOOL, Pointer.nativeValue(request)) < 0) {
                    throw new IOException("Cannot switch offloads of " + device + " off: " + Libc.error() + ".");
                }
            }
        } finally {
            Libc.close(fd);
        }
    }
}
