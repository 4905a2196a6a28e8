package org.multiwanbond.policy;

import java.io.IOException;
import org.multiwanbond.api.net.Prefix;

/**
 * A route into the tunnel, in the table for its prefix length. Thread-safe: immutable.
 *
 * @param network where to
 * @param device the tunnel device
 */
record RouteItem(Prefix network, String device) implements Item {
    static final String KIND = "route";

    @Override
    public String place() {
        return KIND + " " + network;
    }

    @Override
    public String line() {
        return KIND + " " + network + " " + device;
    }

    @Override
    public void install(Host host) throws IOException {
        Item.demand(
                host.commands().run("ip", family(), "route", "replace", "" + network, "dev", device, "table", table()),
                "The route " + network + " into the tunnel was refused");
    }

    @Override
    public void undo(Host host) {
        host.commands().run("ip", family(), "route", "del", "" + network, "dev", device, "table", table());
    }

    private String family() {
        return RuleItem.family(network.isIpv6());
    }

    private String table() {
        return Integer.toString(RuleItem.table(network.lengthBits()));
    }
}
