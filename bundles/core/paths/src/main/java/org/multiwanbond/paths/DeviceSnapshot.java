package org.multiwanbond.paths;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.multiwanbond.api.path.NetworkDevice;

/** The devices at one moment, sorted by name, and how they differ from those of another. Thread-safe: immutable. */
final class DeviceSnapshot {
    /** Before anybody looked. */
    static final DeviceSnapshot NONE = new DeviceSnapshot(List.of());

    private final List<NetworkDevice> devices;

    DeviceSnapshot(List<NetworkDevice> devices) {
        this.devices = devices.stream()
                .sorted(Comparator.comparing(NetworkDevice::name))
                .toList();
    }

    List<NetworkDevice> devices() {
        return devices;
    }

    /** One sentence for each difference between {@code before} and this; empty if there is none. */
    List<String> changesSince(DeviceSnapshot before) {
        Map<String, NetworkDevice> old = before.byName();
        Map<String, NetworkDevice> mine = byName();
        List<String> result = new ArrayList<>();
        for (NetworkDevice device : devices) {
            NetworkDevice former = old.get(device.name());
            if (!device.equals(former)) {
                result.add(former == null ? "appeared " + words(device) : "changed " + words(device));
            }
        }
        for (NetworkDevice device : before.devices) {
            if (!mine.containsKey(device.name())) {
                result.add("disappeared device=" + device.name());
            }
        }
        return result;
    }

    private Map<String, NetworkDevice> byName() {
        return devices.stream()
                .collect(Collectors.toMap(NetworkDevice::name, Function.identity(), (a, b) -> b, TreeMap::new));
    }

    private static String words(NetworkDevice device) {
        return "device=" + device.name() + " up=" + device.up() + " mtuBytes=" + device.mtuBytes() + " addresses="
                + device.addresses();
    }
}
