package org.multiwanbond.engine;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.HostPort;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.path.NetworkDevice;
import org.multiwanbond.api.transport.SocketSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sockets a server listens on: one for each local address, also for a wildcard, so that answers leave from the address
 * that was asked. Confined to the control thread.
 */
final class ServerSockets {
    /** Between two attempts to bind an address the system refused. */
    private static final long RETRY_NS = 1_000_000_000L;

    private static final Logger LOG = LoggerFactory.getLogger("org.multiwanbond.engine");

    private final Map<InetSocketAddress, Integer> open = new LinkedHashMap<>();
    private final Map<InetSocketAddress, String> problems = new LinkedHashMap<>();
    private final Carrier carrier;
    private long retryNs = Long.MIN_VALUE;

    ServerSockets(Carrier carrier) {
        this.carrier = carrier;
    }

    /** Opens what is missing and shuts what is not wanted any more. */
    void update(List<HostPort> listen, List<NetworkDevice> devices, String tunnelDevice, long nowNs) {
        Set<InetSocketAddress> wanted = new LinkedHashSet<>();
        for (HostPort entry : listen) {
            wanted.addAll(expand(entry, devices, tunnelDevice));
        }
        for (InetSocketAddress address : List.copyOf(open.keySet())) {
            if (!wanted.contains(address)) {
                carrier.shut(open.remove(address));
                LOG.info("No longer listening. address={}", AddressText.of(address));
            }
        }
        problems.keySet().retainAll(wanted);
        if (!carrier.isReady() || nowNs < retryNs) {
            return;
        }
        retryNs = problems.isEmpty() ? nowNs : nowNs + RETRY_NS;
        for (InetSocketAddress address : wanted) {
            if (!open.containsKey(address)) {
                bind(address);
            }
        }
        if (!problems.isEmpty()) {
            retryNs = nowNs + RETRY_NS;
        }
    }

    private void bind(InetSocketAddress address) {
        String name = AddressText.of(address);
        try {
            int socket = carrier.open(new SocketSettings(name, address, Optional.empty(), SocketSettings.TUNNEL_MARK));
            open.put(address, socket);
            problems.remove(address);
            LOG.info("Listening. address={}", name);
        } catch (IOException e) {
            if (!e.getMessage().equals(problems.put(address, e.getMessage()))) {
                LOG.warn("Cannot listen. address={} reason={}", name, e.getMessage());
            }
        }
    }

    private static List<InetSocketAddress> expand(HostPort entry, List<NetworkDevice> devices, String tunnelDevice) {
        InetAddress address = Addresses.parse(entry.host());
        if (!address.isAnyLocalAddress()) {
            return List.of(new InetSocketAddress(address, entry.port()));
        }
        boolean both = address.getAddress().length == Addresses.IPV6_BYTES;
        List<InetSocketAddress> all = new ArrayList<>();
        for (NetworkDevice device : devices) {
            for (Prefix prefix : device.addresses()) {
                boolean usable =
                        !prefix.address().isLinkLocalAddress() && !device.name().equals(tunnelDevice);
                if (usable && (both || !prefix.isIpv6())) {
                    all.add(new InetSocketAddress(prefix.address(), entry.port()));
                }
            }
        }
        return all;
    }

    /** All sockets are gone with their transport. */
    void forget() {
        open.clear();
        retryNs = Long.MIN_VALUE;
    }

    void close() {
        open.values().forEach(carrier::shut);
        open.clear();
    }

    List<String> listening() {
        return open.keySet().stream().map(AddressText::of).toList();
    }

    List<String> problems() {
        return problems.entrySet().stream()
                .map(entry -> "Cannot listen on " + AddressText.of(entry.getKey()) + ": " + entry.getValue())
                .toList();
    }
}
