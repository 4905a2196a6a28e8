package org.multiwanbond.api.config;

import org.osgi.annotation.versioning.ConsumerType;

/** A service that is told the settings in force. Called on a control thread; must return soon. */
@ConsumerType
@FunctionalInterface
public interface SettingsListener {
    /** The settings now; called once at registration, as soon as there are any, and after each accepted change. */
    void settingsChanged(Settings settings);
}
