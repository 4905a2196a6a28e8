package org.multiwanbond.policy;

import java.io.IOException;
import java.util.Optional;

/**
 * A kernel setting we change and put back, unless somebody else has changed it since. Thread-safe: immutable.
 *
 * @param name as below {@code /proc/sys}
 * @param former what it was
 * @param value what we make it
 */
record SettingItem(String name, String former, String value) implements Item {
    static final String KIND = "setting";

    @Override
    public String place() {
        return KIND + " " + name;
    }

    @Override
    public String line() {
        return KIND + " " + name + " " + former + " " + value;
    }

    @Override
    public void install(Host host) throws IOException {
        if (host.settings().read(name).equals(Optional.of(value))) {
            return;
        }
        try {
            host.settings().write(name, value);
        } catch (IOException e) {
            throw new IOException("The kernel setting " + name + " cannot be made " + value + ": " + e.getMessage(), e);
        }
    }

    @Override
    public void undo(Host host) {
        if (!host.settings().read(name).equals(Optional.of(value))) {
            return;
        }
        try {
            host.settings().write(name, former);
        } catch (IOException e) {
            // Its device is gone, and the setting with it.
            return;
        }
    }
}
