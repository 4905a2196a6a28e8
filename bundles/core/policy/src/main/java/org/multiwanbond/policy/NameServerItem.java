package org.multiwanbond.policy;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * Name servers the server pushed, given to the system's resolver service. Thread-safe: immutable.
 *
 * @param program {@code resolvectl} or {@code resolvconf}
 * @param device the tunnel device
 * @param servers their addresses between spaces
 * @param all whether they answer for all names: when everything goes into the tunnel
 */
record NameServerItem(String program, String device, String servers, boolean all) implements Item {
    static final String KIND = "dns";

    /** systemd-resolved. */
    static final String RESOLVECTL = "resolvectl";

    /** Debian's resolvconf or openresolv. */
    static final String RESOLVCONF = "resolvconf";

    @Override
    public String place() {
        return KIND + " " + program + " " + device;
    }

    @Override
    public String line() {
        return KIND + " " + program + " " + device + " " + all + " " + servers;
    }

    @Override
    public void install(Host host) throws IOException {
        String what = "The name servers " + servers + " were refused";
        if (program.equals(RESOLVCONF)) {
            StringBuilder lines = new StringBuilder();
            List.of(servers.split(" "))
                    .forEach(
                            server -> lines.append("nameserver ").append(server).append('\n'));
            Item.demand(host.commands().run(lines.toString(), List.of(RESOLVCONF, "-a", record())), what);
            return;
        }
        List<String> command = new ArrayList<>(List.of(RESOLVECTL, "dns", device));
        command.addAll(List.of(servers.split(" ")));
        Item.demand(host.commands().run("", command), what);
        if (all) {
            Item.demand(host.commands().run(RESOLVECTL, "domain", device, "~."), what);
        }
    }

    @Override
    public void refresh(Host host) {
        // The resolver service keeps them for as long as the device is there.
    }

    @Override
    public void undo(Host host) {
        if (program.equals(RESOLVCONF)) {
            host.commands().run(RESOLVCONF, "-d", record());
        } else {
            host.commands().run(RESOLVECTL, "revert", device);
        }
    }

    private String record() {
        return device + ".mwb";
    }
}
