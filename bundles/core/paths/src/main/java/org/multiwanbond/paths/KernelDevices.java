package org.multiwanbond.paths;

import java.io.IOException;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.path.NetworkDevice;

/** Reads the devices of this host as the kernel has them now. Thread-safe. */
final class KernelDevices {
    /**
     * Words of {@code operstate} that mean "carries traffic" (RFC 2863 §6 ifOperStatus; tunnels and the loopback device say
     * unknown).
     */
    private static final Set<String> CARRIER = Set.of("up", "unknown");

    private final Path sysClassNet;

    /** Reads carriers below this directory, on Linux {@code /sys/class/net}. */
    KernelDevices(Path sysClassNet) {
        this.sysClassNet = sysClassNet;
    }

    /** All devices, sorted by name. */
    List<NetworkDevice> read() throws SocketException {
        List<NetworkDevice> devices = new ArrayList<>();
        for (NetworkInterface found : NetworkInterface.networkInterfaces().toList()) {
            devices.add(device(found));
        }
        devices.sort(Comparator.comparing(NetworkDevice::name));
        return List.copyOf(devices);
    }

    private NetworkDevice device(NetworkInterface found) {
        return new NetworkDevice(
                found.getName(), Math.max(1, found.getIndex()), isUp(found), mtuBytes(found), prefixes(found));
    }

    private boolean isUp(NetworkInterface found) {
        try {
            return found.isUp() && hasCarrier(found.getName());
        } catch (SocketException e) {
            // The device went away between the listing and the question.
            return false;
        }
    }

    private boolean hasCarrier(String name) {
        Path state = sysClassNet.resolve(name).resolve("operstate");
        try {
            return !Files.exists(state)
                    || CARRIER.contains(Files.readString(state).strip());
        } catch (IOException e) {
            return true;
        }
    }

    private static int mtuBytes(NetworkInterface found) {
        try {
            return found.getMTU();
        } catch (SocketException e) {
            return 0;
        }
    }

    private static List<Prefix> prefixes(NetworkInterface found) {
        List<Prefix> prefixes = new ArrayList<>();
        for (InterfaceAddress address : found.getInterfaceAddresses()) {
            // Rebuilt from the octets: the JDK's object carries the device as a scope, which equals() then compares.
            byte[] octets = address.getAddress().getAddress();
            int bits = Math.max(0, Math.min(octets.length * Byte.SIZE, address.getNetworkPrefixLength()));
            prefixes.add(new Prefix(Addresses.of(octets), bits));
        }
        return prefixes;
    }
}
