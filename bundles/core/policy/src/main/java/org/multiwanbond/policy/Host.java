package org.multiwanbond.policy;

import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;
import org.multiwanbond.api.config.LinkRole;
import org.multiwanbond.api.config.WanSettings;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.path.NetworkDevice;

/**
 * What the host has apart from our settings. Thread-safe: immutable.
 *
 * @param ipv6 whether its kernel speaks IPv6
 * @param advertised devices that take IPv6 routes from router advertisements
 * @param nameServerTool as {@link NameServers#tool}
 * @param devices its network devices
 */
record Host(boolean ipv6, List<String> advertised, String nameServerTool, List<NetworkDevice> devices) {
    Host {
        advertised = List.copyOf(advertised);
        devices = List.copyOf(devices);
    }

    static Host of(Commands commands, List<NetworkDevice> devices) {
        // Linux ip-sysctl, accept_ra: 0 never, 1 unless forwarding, 2 also then.
        List<String> advertised = devices.stream()
                .map(NetworkDevice::name)
                .filter(name -> !name.equals("lo"))
                .filter(name -> commands.sysctl(Wanted.acceptRa(name))
                        .filter(value -> !value.equals("0"))
                        .isPresent())
                .toList();
        boolean ipv6 = commands.sysctl(Wanted.IPV6_FORWARDING).isPresent();
        return new Host(ipv6, advertised, NameServers.tool(commands), devices);
    }

    /** The devices a link sends from; by name also where we have not seen it yet. */
    Stream<String> devicesOf(WanSettings wan) {
        if (wan.role() == LinkRole.OFF) {
            return Stream.empty();
        }
        return wan.device().map(Stream::of).orElseGet(() -> devices.stream()
                .filter(device ->
                        wan.localAddress().map(local -> has(device, local)).orElse(false))
                .map(NetworkDevice::name));
    }

    /** The addresses a link may be spoken to at, link-local ones apart. */
    Stream<InetAddress> addressesOf(WanSettings wan) {
        List<String> names = devicesOf(wan).toList();
        Stream<InetAddress> seen = devices.stream()
                .filter(device -> names.contains(device.name()))
                .flatMap(device -> device.addresses().stream())
                .map(Prefix::address);
        return Stream.concat(wan.localAddress().stream(), seen)
                .filter(address -> !address.isLinkLocalAddress())
                .distinct();
    }

    private static boolean has(NetworkDevice device, InetAddress address) {
        return device.addresses().stream().anyMatch(own -> own.address().equals(address));
    }
}
