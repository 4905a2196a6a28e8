package org.multiwanbond.api.config;

import java.net.InetAddress;
import java.util.Optional;
import org.multiwanbond.api.net.HostPort;

/**
 * One link: factory PID {@code org.multiwanbond.wan}. Thread-safe: immutable.
 *
 * @param id {@code [a-z0-9][a-z0-9-]{0,31}}
 * @param name for people
 * @param device kernel name to bind to; at least one of device and local address is set
 * @param localAddress address to send from
 * @param role how readily it is used
 * @param weight 0 to 1 000; 0 for automatic
 * @param uploadMbit cap in Mbit/s; 0 for none
 * @param downloadMbit cap in Mbit/s; 0 for none
 * @param type kind of access
 * @param server server for this link, if not the common one
 * @param plan how much it may carry; empty for as much as it can
 */
public record WanSettings(
        String id,
        String name,
        Optional<String> device,
        Optional<InetAddress> localAddress,
        LinkRole role,
        int weight,
        double uploadMbit,
        double downloadMbit,
        LinkType type,
        Optional<HostPort> server,
        Optional<DataPlan> plan) {}
