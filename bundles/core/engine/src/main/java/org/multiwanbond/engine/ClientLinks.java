package org.multiwanbond.engine;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.multiwanbond.api.config.WanSettings;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.path.NetworkDevice;
import org.multiwanbond.api.path.PathTable;
import org.multiwanbond.api.status.LinkStatus;
import org.multiwanbond.engine.handshake.HandshakeLink;

/** The links of a client, in the order of their ids, and the path ids they have. Confined to the control thread. */
final class ClientLinks {
    private static final int NONE = -1;

    private final Map<String, ClientLink> byId = new LinkedHashMap<>();
    private final Carrier carrier;

    ClientLinks(Carrier carrier, List<WanSettings> wans) {
        this.carrier = carrier;
        wans.forEach(this::add);
    }

    /** Adds a link if there is none with its id. */
    void add(WanSettings wan) {
        byId.computeIfAbsent(wan.id(), id -> new ClientLink(wan, carrier));
    }

    void remove(ClientLink link) {
        byId.remove(link.settings().id());
    }

    Collection<ClientLink> all() {
        return List.copyOf(byId.values());
    }

    Optional<ClientLink> find(String wan) {
        return Optional.ofNullable(byId.get(wan));
    }

    boolean isAnyOpen() {
        return byId.values().stream().anyMatch(ClientLink::isOpen);
    }

    /** Gives a link a path id the session has room for; false if there is none. */
    boolean assignPath(ClientLink link, int maxPaths) {
        int most = Math.min(maxPaths, PathTable.LIMIT);
        for (int id = 0; id < most && !link.hasPath(); id++) {
            int wanted = id;
            if (byId.values().stream().noneMatch(other -> other.pathId() == wanted)) {
                link.pathId(id);
            }
        }
        return link.pathId() != NONE;
    }

    /** A new session begins: all path ids are free again. */
    void forgetPaths() {
        byId.values().forEach(ClientLink::forgetPath);
    }

    /** The links a handshake can try. */
    List<HandshakeLink> forHandshake() {
        return byId.values().stream()
                .filter(ClientLink::isOpen)
                .map(link -> new HandshakeLink(link.settings().id(), link.socket(), link.server()))
                .toList();
    }

    /** The links as they are, without their paths. */
    List<LinkStatus> status(List<NetworkDevice> devices, DataPlans plans) {
        return byId.values().stream()
                .map(link -> new LinkStatus(
                        link.settings(),
                        link.isPaused(),
                        link.problem(),
                        addresses(link, devices),
                        List.of(),
                        plans.use(link.settings().id())))
                .toList();
    }

    private static List<String> addresses(ClientLink link, List<NetworkDevice> devices) {
        return devices.stream()
                .filter(device ->
                        link.settings().device().filter(device.name()::equals).isPresent())
                .flatMap(device -> device.addresses().stream())
                .map(Prefix::toString)
                .toList();
    }

    /** What is wrong with them, one sentence each. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        if (byId.isEmpty()) {
            problems.add("No link is configured: add one with wan:add.");
        }
        byId.values().stream()
                .map(ClientLink::problem)
                .filter(text -> !text.isEmpty())
                .forEach(problems::add);
        return problems;
    }
}
