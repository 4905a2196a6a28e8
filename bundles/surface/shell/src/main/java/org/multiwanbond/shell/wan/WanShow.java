package org.multiwanbond.shell.wan;

import java.util.List;
import java.util.Set;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Argument;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Completion;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.multiwanbond.api.config.WanSettings;
import org.multiwanbond.api.status.Bond;
import org.multiwanbond.api.status.LinkStatus;
import org.multiwanbond.api.status.PathStatus;
import org.multiwanbond.shell.Names;
import org.multiwanbond.shell.Present;
import org.multiwanbond.shell.Refusal;
import org.multiwanbond.shell.Trailing;
import org.multiwanbond.shell.bond.LinkSummary;
import org.multiwanbond.shell.bond.PlanSummary;
import org.multiwanbond.shell.bond.StatusJson;
import org.multiwanbond.shell.text.Json;
import org.multiwanbond.shell.text.Units;

/** Shows one link with its paths. Confined to the session's thread. */
@Service
@Command(scope = "wan", name = "show", description = "Shows one link with its paths")
public final class WanShow implements Action {
    @Reference(optional = true)
    private Bond bond;

    @Reference
    private Session session;

    @Argument(name = "wan", description = "Id of the link", required = true)
    @Completion(WanCompleter.class)
    private String id;

    @Argument(index = 1, name = "options", description = "Options may follow", multiValued = true)
    private List<String> late;

    @Option(name = "--json", description = "One JSON object on one line")
    private boolean json;

    @Override
    public Object execute() throws Refusal {
        boolean asJson = Trailing.of(late, Set.of("--json"), Set.of()).has("--json", json);
        List<LinkStatus> links = Present.engine(bond).status().links();
        Names.mustExist(
                "WAN", id, links.stream().map(link -> link.settings().id()).toList());
        for (LinkStatus link : links) {
            if (link.settings().id().equals(id)) {
                show(link, asJson);
            }
        }
        return null;
    }

    private void show(LinkStatus link, boolean asJson) {
        if (asJson) {
            session.getConsole().println(Json.write(StatusJson.link(link)));
            return;
        }
        WanSettings wan = link.settings();
        LinkSummary sum = LinkSummary.of(link);
        print("wan: " + id + " (" + wan.name() + ")");
        print("  state: " + sum.state() + (link.problem().isEmpty() ? "" : "; " + link.problem()));
        print("  role: " + StatusJson.word(wan.role()) + "  type: " + LinkSummary.type(wan.type()) + "  weight: "
                + (wan.weight() == 0 ? "auto" : wan.weight()));
        print("  device: " + wan.device().orElse("-") + "  addresses: "
                + Units.orDash(String.join(", ", link.addresses())));
        wan.server().ifPresent(server -> print("  server: " + server));
        print("  traffic: " + Units.rate(sum.rxBitsPerSecond()) + " down, " + Units.rate(sum.txBitsPerSecond())
                + " up; " + Units.bytes(sum.rxBytes()) + " received, " + Units.bytes(sum.txBytes()) + " sent");
        link.dataUse()
                .ifPresent(use -> print("  plan: " + PlanSummary.text(link) + ", begins anew on " + use.resets()
                        + PlanSummary.consequence(link)));
        link.paths().forEach(path -> print("  path: " + text(path)));
    }

    private static String text(PathStatus path) {
        return StatusJson.word(path.state()) + " for " + Units.duration(path.stateSinceMs()) + ", " + path.local()
                + " to " + path.remote() + ", RTT " + Units.time(path.rttNs()) + ", loss "
                + Units.percent(path.lossRatio()) + " (" + path.lostPackets() + " packets), payload "
                + path.payloadBytes() + " B, capacity " + Units.capacity(path.capacityBitsPerSecond()) + " up in phase "
                + path.phase() + ", delay " + Units.time(path.delayNs()) + " one way, jitter "
                + Units.time(path.delayJitterNs()) + ", queue " + Units.time(path.queueNs())
                + (path.reason().isEmpty() ? "" : "; " + path.reason());
    }

    private void print(String line) {
        session.getConsole().println(Units.printable(line));
    }
}
