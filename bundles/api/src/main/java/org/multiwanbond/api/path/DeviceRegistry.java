package org.multiwanbond.api.path;

import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/** The network devices of this host, kept current. Thread-safe. */
@ProviderType
public interface DeviceRegistry {
    /** The devices as last seen, sorted by name; the loopback device is among them. */
    List<NetworkDevice> devices();
}
