package org.multiwanbond.shell.key;

import org.apache.karaf.shell.api.action.Action;
import org.apache.karaf.shell.api.action.Command;
import org.apache.karaf.shell.api.action.lifecycle.Reference;
import org.apache.karaf.shell.api.action.lifecycle.Service;
import org.apache.karaf.shell.api.console.Session;
import org.multiwanbond.api.config.ConfigRefused;
import org.multiwanbond.api.config.SettingsRegistry;
import org.multiwanbond.shell.Present;
import org.multiwanbond.shell.Refusal;

/** Prints this end's public key on one line. Confined to the session's thread. */
@Service
@Command(scope = "key", name = "public", description = "Prints the public key of this end")
public final class KeyPublic implements Action {
    @Reference(optional = true)
    private SettingsRegistry registry;

    @Reference
    private Session session;

    @Override
    public Object execute() throws Refusal {
        try {
            session.getConsole().println(Present.registry(registry).publicKey().base64());
        } catch (ConfigRefused e) {
            throw new Refusal(e.getMessage() + ".", e);
        }
        return null;
    }
}
