package org.multiwanbond.config.metatype;

import org.multiwanbond.api.config.SettingsRegistry;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;

/** Keys of {@code etc/org.multiwanbond.peer-ID.cfg}. */
@ObjectClassDefinition(factoryPid = SettingsRegistry.PEER_PID, name = "Peer", description = "A client admitted.")
public @interface PeerKeys {
    @AttributeDefinition(description = "Its public key, 44 characters of base64.")
    String publicKey();

    @AttributeDefinition(description = "File with the secret shared with it.", required = false)
    String presharedKeyFile();

    @AttributeDefinition(
            description = "The shared secret as $[env:NAME] or $[secret:FILE], instead of a file.",
            required = false)
    String presharedKey();

    @AttributeDefinition(description = "Inner addresses leased to it, between commas.")
    String addresses();

    @AttributeDefinition(description = "Networks behind it, between commas.", required = false)
    String routes();
}
