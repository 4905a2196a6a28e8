package org.multiwanbond.paths;

import java.util.List;
import org.multiwanbond.api.path.NetworkDevice;

/** Asks the system for its devices. Confined to the watching thread. */
@FunctionalInterface
interface DeviceSource {
    /** The devices now, in any order. */
    List<NetworkDevice> look();
}
