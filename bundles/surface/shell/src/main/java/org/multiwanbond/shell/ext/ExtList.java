package org.multiwanbond.shell.ext;

import java.util.Arrays;
import java.util.List;
import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.Option;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.multiwanbond.shell.text.Json;
import org.multiwanbond.shell.text.Table;
import org.osgi.framework.BundleContext;

/** Lists our bundles and everybody's plugins. Confined to the session's thread. */
@Service
@Command(scope = "ext", name = "list", description = "Lists our bundles and all plugins")
public final class ExtList implements Action {
    @Reference
    private BundleContext context;

    @Reference
    private Session session;

    @Option(name = "--json", description = "One JSON array on one line")
    private boolean json;

    @Override
    public Object execute() {
        List<Extension> extensions = Arrays.stream(context.getBundles())
                .filter(Extension::is)
                .map(Extension::of)
                .toList();
        if (json) {
            session.getConsole()
                    .println(Json.write(extensions.stream().map(Extension::json).toList()));
            return null;
        }
        Table table = new Table("Id>", "Name", "Version", "State", "Kind");
        extensions.forEach(ext -> table.row(ext.id(), ext.name(), ext.version(), ext.state(), ext.kind()));
        session.getConsole().println(table);
        return null;
    }
}
