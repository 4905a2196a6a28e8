package org.multiwanbond.netlab.system;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * Switches off that a device takes several UDP datagrams at once, as {@code ethtool -K DEVICE tx-udp-segmentation off}
 * does: the kernel then cuts them itself, as for a network card that cannot. Thread-safe.
 */
public final class UdpSegmentation {
    /** linux/sockios.h. */
    private static final long SIOCETHTOOL = 0x8946;

    /** linux/ethtool.h: commands, and the set of the names of features. */
    private static final int ETHTOOL_GSTRINGS = 0x1b;

    private static final int ETHTOOL_GSSET_INFO = 0x37;
    private static final int ETHTOOL_SFEATURES = 0x3b;
    private static final int ETH_SS_FEATURES = 4;
    private static final int ETH_GSTRING_LEN = 32;

    private static final String FEATURE = "tx-udp-segmentation";

    /** struct ifreq: a name of 16 octets and a pointer. */
    private static final int IFREQ_BYTES = 40;

    private static final int NAME_BYTES = 16;

    private UdpSegmentation() {}

    /**
     * Switches it off for a device in the present namespace.
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
        try {
            int count = count(fd, name);
            switchOff(fd, name, index(fd, name, count), count);
        } finally {
            Libc.close(fd);
        }
    }

    private static int count(int fd, byte[] name) throws IOException {
        try (Memory info = new Memory(24)) {
            info.clear();
            info.setInt(0, ETHTOOL_GSSET_INFO);
            info.setLong(8, 1L << ETH_SS_FEATURES);
            call(fd, name, info);
            return info.getInt(16);
        }
    }

    private static int index(int fd, byte[] name, int count) throws IOException {
        try (Memory names = new Memory(12 + (long) count * ETH_GSTRING_LEN)) {
            names.clear();
            names.setInt(0, ETHTOOL_GSTRINGS);
            names.setInt(4, ETH_SS_FEATURES);
            names.setInt(8, count);
            call(fd, name, names);
            for (int i = 0; i < count; i++) {
                if (names.getString(12 + (long) i * ETH_GSTRING_LEN, "US-ASCII").equals(FEATURE)) {
                    return i;
                }
            }
        }
        throw new IOException("This kernel knows no " + FEATURE + ".");
    }

    private static void switchOff(int fd, byte[] name, int index, int count) throws IOException {
        int blocks = (count + 31) / 32;
        try (Memory features = new Memory(8 + 8L * blocks)) {
            features.clear();
            features.setInt(0, ETHTOOL_SFEATURES);
            features.setInt(4, blocks);
            // Of each block: which of its 32 features are meant, and which of these are wanted.
            features.setInt(8 + index / 32 * 8L, 1 << index % 32);
            call(fd, name, features);
        }
    }

    private static void call(int fd, byte[] name, Memory value) throws IOException {
        try (Memory request = new Memory(IFREQ_BYTES)) {
            request.clear();
            request.write(0, name, 0, name.length);
            request.setPointer(NAME_BYTES, value);
            if (Libc.ioctl(fd, SIOCETHTOOL, Pointer.nativeValue(request)) < 0) {
                String device = new String(name, StandardCharsets.US_ASCII);
                throw new IOException("Cannot switch " + FEATURE + " of " + device + " off: " + Libc.error() + ".");
            }
        }
    }
}
