package org.multiwanbond.api.check;

import java.net.InetAddress;
import java.util.Optional;

/**
 * The link a check runs on. Thread-safe: immutable.
 *
 * @param wan id of the link
 * @param device kernel name of its device; empty if only the address binds it
 * @param localAddress address to send from
 * @param target host to ask, by name or address, in the form the kind of check understands
 */
public record CheckTarget(String wan, Optional<String> device, InetAddress localAddress, String target) {}
