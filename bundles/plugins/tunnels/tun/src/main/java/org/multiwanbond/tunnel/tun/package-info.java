/** Linux TUN devices: system calls by JNA, set up by netlink. */
package org.multiwanbond.tunnel.tun;
