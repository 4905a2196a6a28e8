package org.multiwanbond.engine;

import org.multiwanbond.engine.handshake.SessionIds;
import org.multiwanbond.engine.mail.CommandQueue;
import org.multiwanbond.engine.registry.Plugins;
import org.multiwanbond.engine.session.Sessions;

/**
 * What a role works with. Confined to the control thread.
 *
 * @param host surroundings of the engine
 * @param plugins what is installed
 * @param workers data threads
 * @param control commands to the control thread
 * @param carrier sockets
 * @param tunnel the tunnel device
 * @param sessions all sessions
 * @param ids session ids of this end
 * @param plans data plans of the links
 */
record RoleContext(
        EngineHost host,
        Plugins plugins,
        Workers workers,
        CommandQueue control,
        Carrier carrier,
        TunnelHolder tunnel,
        Sessions sessions,
        SessionIds ids,
        DataPlans plans) {}
