package org.multiwanbond.shell.wan;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.apache.karaf.shell.support.completers.StringsCompleter;
import org.multiwanbond.api.config.SettingsRegistry;
import org.multiwanbond.shell.Changes;
import org.multiwanbond.shell.Names;
import org.multiwanbond.shell.Present;
import org.multiwanbond.shell.Refusal;
import org.multiwanbond.shell.Trailing;

/** Adds a link. Confined to the session's thread. */
@Service
@Command(scope = "wan", name = "add", description = "Adds a link")
public final class WanAdd implements Action {
    private static final Map<String, String> KEYS = Map.of(
            "--device", "device",
            "--address", "localAddress",
            "--name", "name",
            "--role", "role",
            "--weight", "weight",
            "--upload", "uploadMbit",
            "--download", "downloadMbit",
            "--type", "type",
            "--server", "server");

    @Reference(optional = true)
    private SettingsRegistry registry;

    @Reference
    private Session session;

    @Argument(name = "wan", description = "Id of the link, such as fiber", required = true)
    private String id;

    @Argument(index = 1, name = "options", description = "Options may follow", multiValued = true)
    private List<String> late;

    @Option(name = "--device", description = "Network device to bind to, such as eth0")
    private String device;

    @Option(name = "--address", description = "Local address to send from")
    private String address;

    @Option(name = "--name", description = "Name for people")
    private String name;

    @Option(name = "--role", description = "primary, secondary, backup or off")
    @Completion(
            value = StringsCompleter.class,
            values = {"primary", "secondary", "backup", "off"})
    private String role;

    @Option(name = "--weight", description = "1 to 1000; 0 for automatic")
    private String weight;

    @Option(name = "--upload", description = "Mbit/s; 0 to measure")
    private String uploadMbit;

    @Option(name = "--download", description = "Mbit/s; 0 to measure")
    private String downloadMbit;

    @Option(name = "--type", description = "fiber, cable, dsl, lte, 5g, starlink, satellite or other")
    @Completion(
            value = StringsCompleter.class,
            values = {"fiber", "cable", "dsl", "lte", "5g", "starlink", "satellite", "other"})
    private String type;

    @Option(name = "--server", description = "Server for this link, HOST:PORT")
    private String server;

    @Override
    public Object execute() throws Refusal {
        Names.mustBeFree("WAN", id, Names.wans(Present.registry(registry)));
        Map<String, String> values = values(Trailing.of(late, Set.of(), KEYS.keySet()));
        if (!values.containsKey("device") && !values.containsKey("localAddress")) {
            throw new Refusal("A WAN needs --device or --address: wan:add " + id + " --device eth0");
        }
        Changes.apply(registry, SettingsRegistry.WAN_PID + "~" + id, values);
        session.getConsole().println("Added " + id + ".");
        return null;
    }

    private Map<String, String> values(Trailing more) {
        Map<String, String> before = new LinkedHashMap<>();
        before.put("--device", device);
        before.put("--address", address);
        before.put("--name", name == null ? id : name);
        before.put("--role", role);
        before.put("--weight", weight);
        before.put("--upload", uploadMbit);
        before.put("--download", downloadMbit);
        before.put("--type", type);
        before.put("--server", server);
        Map<String, String> values = new LinkedHashMap<>();
        before.forEach((option, value) -> {
            String chosen = more.value(option, value);
            if (chosen != null) {
                values.put(KEYS.get(option), chosen);
            }
        });
        return values;
    }
}
