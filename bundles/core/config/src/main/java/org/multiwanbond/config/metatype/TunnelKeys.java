package org.multiwanbond.config.metatype;

import org.multiwanbond.api.config.SettingsRegistry;
import org.osgi.service.metatype.annotations.AttributeDefinition;
import org.osgi.service.metatype.annotations.ObjectClassDefinition;
import org.osgi.service.metatype.annotations.Option;

/** Keys of {@code etc/org.multiwanbond.tunnel.cfg}. */
@ObjectClassDefinition(pid = SettingsRegistry.TUNNEL_PID, name = "Tunnel", description = "The tunnel device.")
public @interface TunnelKeys {
    @AttributeDefinition(description = "Kernel name of the device, 1 to 15 characters.")
    String device() default "mwb0";

    @AttributeDefinition(description = "Inner addresses with prefix length between commas; auto takes the lease.")
    String addresses() default "auto";

    @AttributeDefinition(
            description = "Networks sent into the tunnel, between commas; 'default' for all.",
            required = false)
    String routes();

    @AttributeDefinition(description = "Whether packets of other hosts are forwarded.")
    boolean forward() default false;

    @AttributeDefinition(
            description = "Server: whether forwarded packets leave with the server's own address.",
            options = {@Option(value = "auto"), @Option(value = "off")})
    String masquerade() default "auto";

    @AttributeDefinition(description = "Server: name servers pushed to clients, between commas.", required = false)
    String dns();

    @AttributeDefinition(description = "Server: whether clients reach each other.")
    boolean clientToClient() default false;
}
