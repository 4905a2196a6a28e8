/** Sockets on Netty: an event loop between two bounded rings. */
package org.multiwanbond.transport.udp;
