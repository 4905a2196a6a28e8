package org.multiwanbond.api.status;

import org.osgi.annotation.versioning.ProviderType;

/** The running bond: its status, and what can be done to it without changing settings. Thread-safe. */
@ProviderType
public interface Bond {
    /** The status now; takes at most a few ms. */
    BondStatus status();

    /**
     * Takes a link out of use, or back, until the next restart.
     *
     * @return whether there is such a link
     */
    boolean pause(String wan, boolean paused);
}
