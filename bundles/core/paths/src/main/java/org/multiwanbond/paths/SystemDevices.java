package org.multiwanbond.paths;

import java.io.IOException;
import java.net.InterfaceAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.path.NetworkDevice;

/**
 * The devices Java sees, with the carrier from {@code /sys/class/net} where that exists. A look takes about a millisecond
 * for ten devices.
 */
final class SystemDevices implements DeviceSource {
    /** Kernel, Documentation/networking/operstates.rst: these states have no carrier; "unknown" is that of TUN and lo. */
    private static final List<String> WITHOUT_CARRIER = List.of("down", "lowerlayerdown", "notpresent", "dormant");

    private final Path sysClassNet;

    SystemDevices(Path sysClassNet) {
        this.sysClassNet = sysClassNet;
    }

    @Override
    public List<NetworkDevice> look() {
        List<NetworkDevice> result = new ArrayList<>();
        try {
            for (NetworkInterface device : NetworkInterface.networkInterfaces().toList()) {
                add(device, result);
            }
        } catch (SocketException e) {
            // Java says so when there is not a single device with an address.
            result.clear();
        }
        addWithoutAddress(result);
        return result;
    }

    /** Java lists only devices that have an address; the others are there all the same. */
    private void addWithoutAddress(List<NetworkDevice> result) {
        Set<String> listed = result.stream().map(NetworkDevice::name).collect(Collectors.toSet());
        try (Stream<Path> names = Files.list(sysClassNet)) {
            names.map(path -> path.getFileName().toString())
                    .filter(name -> !listed.contains(name) && Files.exists(attribute(name, "ifindex")))
                    .forEach(name -> result.add(new NetworkDevice(
                            name, number(name, "ifindex"), hasCarrier(name), number(name, "mtu"), List.of())));
        } catch (IOException e) {
            // Not Linux, or no sysfs here: what Java lists is all there is to know.
            return;
        }
    }

    private int number(String name, String attribute) {
        try {
            return Integer.parseInt(Files.readString(attribute(name, attribute)).strip());
        } catch (IOException | NumberFormatException e) {
            // It disappeared meanwhile: the next look will not see it.
            return 0;
        }
    }

    private Path attribute(String name, String attribute) {
        return sysClassNet.resolve(name).resolve(attribute);
    }

    private void add(NetworkInterface device, List<NetworkDevice> result) {
        try {
            result.add(new NetworkDevice(
                    device.getName(),
                    device.getIndex(),
                    device.isUp() && hasCarrier(device.getName()),
                    Math.max(0, device.getMTU()),
                    prefixes(device)));
        } catch (SocketException e) {
            // It disappeared between the listing and the question: as if it had not been listed.
            return;
        }
    }

    private boolean hasCarrier(String name) {
        try {
            return !WITHOUT_CARRIER.contains(
                    Files.readString(attribute(name, "operstate")).strip());
        } catch (IOException e) {
            return true;
        }
    }

    private static List<Prefix> prefixes(NetworkInterface device) {
        List<Prefix> result = new ArrayList<>();
        for (InterfaceAddress address : device.getInterfaceAddresses()) {
            // Built from octets: the address Java gives carries a scope, which would make equal addresses look
            // different.
            byte[] octets = address.getAddress().getAddress();
            int lengthBits = address.getNetworkPrefixLength();
            boolean sane = lengthBits >= 0 && lengthBits <= octets.length * 8;
            result.add(new Prefix(Addresses.of(octets), sane ? lengthBits : octets.length * 8));
        }
        return result;
    }
}
