package org.multiwanbond.api.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/** The settings of this instance: what is in force, what was refused, and the way to change them. Thread-safe. */
@ProviderType
public interface SettingsRegistry {
    /** PID of {@link BondSettings}. */
    String BOND_PID = "org.multiwanbond.bond";

    /** PID of {@link TunnelSettings}. */
    String TUNNEL_PID = "org.multiwanbond.tunnel";

    /** Factory PID of {@link WanSettings}. */
    String WAN_PID = "org.multiwanbond.wan";

    /** Factory PID of {@link PeerSettings}. */
    String PEER_PID = "org.multiwanbond.peer";

    /** The settings in force; empty until a first valid set was seen. */
    Optional<Settings> current();

    /** What is wrong with the configuration as it stands in the files; empty if all of it is in force. */
    List<ConfigProblem> problems();

    /** The static public key of this end, for {@code key:public}; creates the key pair if there is none. */
    Key32 publicKey() throws ConfigRefused;

    /**
     * Changes keys of one configuration, in its file too; an absent configuration is created. An empty value removes the
     * key.
     *
     * @param pid one of the PIDs, for a factory followed by {@code ~} and the id
     * @throws ConfigRefused if the result would not be valid; then nothing is changed
     */
    void change(String pid, Map<String, String> values) throws ConfigRefused;

    /**
     * Removes a factory configuration and its file.
     *
     * @throws ConfigRefused if there is none, or the rest would not be valid without it
     */
    void remove(String pid) throws ConfigRefused;
}
