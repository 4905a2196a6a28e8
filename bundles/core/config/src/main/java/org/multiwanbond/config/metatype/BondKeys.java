package org.multiwanbond.config.metatype;

import org.multiwanbond.api.config.SettingsRegistry;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Keys of {@code etc/org.multiwanbond.bond.cfg}. */
@ObjectClassDefinition(pid = SettingsRegistry.BOND_PID, name = "Bond", description = "The bond as a whole.")
public @interface BondKeys {
    @AttributeDefinition(
            description = "What this end is.",
            options = {@Option(value = "client"), @Option(value = "server"), @Option(value = "peer")})
    String role();

    @AttributeDefinition(description = "Load-balancing mode; one that is not installed is waited for.")
    String mode() default "bonding";

    @AttributeDefinition(description = "Cipher names between commas, preferred first.")
    String ciphers() default "aes-256-gcm,chacha20-poly1305";

    @AttributeDefinition(description = "Server: ADDRESS:PORT to listen on, several between commas.", required = false)
    String listen();

    @AttributeDefinition(description = "Client: HOST:PORT of the server.", required = false)
    String server();

    @AttributeDefinition(description = "Client: public key of the server, 44 characters of base64.", required = false)
    String peerPublicKey();

    @AttributeDefinition(description = "File with our private key; created if there is none.")
    String privateKeyFile() default "etc/keys/private.key";

    @AttributeDefinition(description = "File with the secret shared with the server.", required = false)
    String presharedKeyFile();

    @AttributeDefinition(
            description = "The shared secret as $[env:NAME] or $[secret:FILE], instead of a file.",
            required = false)
    String presharedKey();

    @AttributeDefinition(description = "Inner MTU: auto, or 1280 to 65000.")
    String mtu() default "auto";

    @AttributeDefinition(description = "Forward error correction: off, auto or K+R such as 10+3.")
    String fec() default "off";

    @AttributeDefinition(
            description = "Whether a link that fails again and again stays out of use for longer each time.")
    boolean holdDown() default true;

    @AttributeDefinition(
            description = "Threads that carry packets: auto, or workers of 2 or 4 threads each, such as 1x4.")
    String threads() default "auto";

    @AttributeDefinition(
            description =
                    "How long at most, in ms, the data path is exercised over the loopback at start, so that it is"
                            + " compiled when the first packets come: 0 to 60000, 0 for not at all.")
    int warmUpMs() default 10000;
}
