package org.multiwanbond.api.tunnel;

import org.osgi.annotation.versioning.ConsumerType;

/** A service that is told about the tunnel device. Called on a control thread; must return soon. */
@ConsumerType
@FunctionalInterface
public interface TunnelStateListener {
    /** The state now; called once at registration and after each change. */
    void tunnelChanged(TunnelState state);
}
