package org.multiwanbond.api.path;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** A service that is told when the devices of this host change. Called on a control thread; must return soon. */
@ConsumerType
@FunctionalInterface
public interface DeviceListener {
    /** The devices now; called once at registration and after each change. */
    void devicesChanged(List<NetworkDevice> devices);
}
