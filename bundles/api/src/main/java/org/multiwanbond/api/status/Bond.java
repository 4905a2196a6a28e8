package org.multiwanbond.api.status;

import java.util.List;
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

    /** What limits the bond and why, worst first, at least one finding; watches the bond for a second. */
    List<Finding> diagnose();

    /** How traffic is spread now and why, one sentence each; watches the bond for a second. */
    List<String> explain();

    /** The flows that are being sent, those with most packets under way first; watches the bond for half a second. */
    List<FlowStatus> flows();

    /**
     * Cuts a link in both directions inside the engine, restores it, and waits up to 20 s until it is used again.
     *
     * @param wan id of a link; on a server the name a peer gave it
     * @param seconds how long it is cut, 1 to 30
     * @param force also if no other link of a session works
     * @throws DrillRefused with a sentence, if there is no such link, it carries nothing, or it is the last
     */
    DrillReport drill(String wan, int seconds, boolean force) throws DrillRefused;
}
