package org.multiwanbond.tunnel.tun;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.tunnel.TunnelDeviceSettings;

/** Gives a device its MTU and addresses, and takes it up. Confined to one control thread. */
final class LinkSetup {
    /** Packets the kernel holds for us while we are busy: a window that opens at once sends as much as this. */
    private static final int QUEUE_PACKETS = 2_000;

    /** Octets of struct ifaddrmsg: family, prefix length, flags, scope, index. */
    private static final int ADDRESS_HEADER_BYTES = 8;

    private final Netlink netlink;
    private final String device;
    private final int index;

    LinkSetup(Netlink netlink, String device) throws IOException {
        this.netlink = netlink;
        this.device = device;
        this.index = Libc.if_nametoindex(device);
        if (index == 0) {
            throw new SystemCallFailed("device " + device + " is gone", Linux.ENODEV);
        }
    }

    void apply(TunnelDeviceSettings settings) throws IOException {
        stopAutomaticAddresses();
        link(settings.mtuBytes());
        Set<Prefix> wanted = Set.copyOf(settings.addresses());
        for (Prefix present : addresses()) {
            if (!wanted.contains(present)) {
                remove(present);
            }
        }
        // Asked again: with the first address of an IPv4 network the kernel removes the others of that network.
        Set<Prefix> present = addresses();
        for (Prefix address : settings.addresses()) {
            if (!present.contains(address)) {
                add(address);
            }
        }
    }

    /** Without link-local address the kernel sends no router solicitations into the tunnel. */
    private void stopAutomaticAddresses() throws IOException {
        try {
            netlink.request(
                    linkMessage(0)
                            .nested(
                                    Linux.IFLA_AF_SPEC,
                                    Linux.AF_INET6,
                                    Linux.IFLA_INET6_ADDR_GEN_MODE,
                                    Linux.ADDR_GEN_MODE_NONE),
                    "cannot turn automatic addresses off on " + device);
        } catch (SystemCallFailed e) {
            if (e.number() != Linux.EAFNOSUPPORT && e.number() != Linux.EOPNOTSUPP) {
                throw e;
            }
        }
    }

    private void link(int mtuBytes) throws IOException {
        netlink.request(
                linkMessage(Linux.IFF_UP)
                        .attribute(Linux.IFLA_MTU, mtuBytes)
                        .attribute(Linux.IFLA_TXQLEN, QUEUE_PACKETS),
                "cannot take " + device + " up with an MTU of " + mtuBytes);
    }

    private NetlinkMessage linkMessage(int flags) {
        // struct ifinfomsg: family, pad, type (2 octets), index, flags, which flags to change
        return new NetlinkMessage(Linux.RTM_NEWLINK, Linux.NLM_REQUEST | Linux.NLM_ACK)
                .number(0)
                .number(index)
                .number(flags)
                .number(flags);
    }

    private void add(Prefix prefix) throws IOException {
        int flags = Linux.NLM_REQUEST | Linux.NLM_ACK | Linux.NLM_REPLACE_OR_CREATE;
        try {
            netlink.request(addressMessage(Linux.RTM_NEWADDR, flags, prefix), "cannot give " + device + " " + prefix);
        } catch (SystemCallFailed e) {
            boolean switchedOff = e.number() == Linux.EACCES || e.number() == Linux.EAFNOSUPPORT;
            if (prefix.isIpv6() && switchedOff) {
                throw new IOException(
                        "cannot give " + device + " " + prefix + ": IPv6 is switched off on this host"
                                + " (net.ipv6.conf.all.disable_ipv6)",
                        e);
            }
            throw e;
        }
    }

    private void remove(Prefix prefix) throws IOException {
        try {
            netlink.request(
                    addressMessage(Linux.RTM_DELADDR, Linux.NLM_REQUEST | Linux.NLM_ACK, prefix),
                    "cannot take " + prefix + " from " + device);
        } catch (SystemCallFailed e) {
            if (e.number() != Linux.EADDRNOTAVAIL) {
                throw e;
            }
        }
    }

    private NetlinkMessage addressMessage(int type, int flags, Prefix prefix) {
        byte[] octets = prefix.address().getAddress();
        return new NetlinkMessage(type, flags)
                .octet(prefix.isIpv6() ? Linux.AF_INET6 : Linux.AF_INET)
                .octet(prefix.lengthBits())
                .octet(prefix.isIpv6() ? Linux.IFA_F_NODAD : 0)
                .octet(0)
                .number(index)
                .attribute(Linux.IFA_LOCAL, octets)
                .attribute(Linux.IFA_ADDRESS, octets);
    }

    /** The addresses the device has now. */
    Set<Prefix> addresses() throws IOException {
        Set<Prefix> found = new HashSet<>();
        for (int family : List.of(Linux.AF_INET, Linux.AF_INET6)) {
            NetlinkMessage question = new NetlinkMessage(Linux.RTM_GETADDR, Linux.NLM_REQUEST | Linux.NLM_DUMP)
                    .octet(family)
                    .octet(0)
                    .octet(0)
                    .octet(0)
                    .number(0);
            netlink.dump(question, "cannot list the addresses of " + device, (type, body) -> {
                if (type == Linux.RTM_NEWADDR && body.getInt(4) == index) {
                    found.add(prefix(body));
                }
            });
        }
        return found;
    }

    private static Prefix prefix(ByteBuffer body) {
        InetAddress address = InetAddress.getLoopbackAddress();
        for (int at = ADDRESS_HEADER_BYTES; at + 4 <= body.limit(); at += body.getShort(at) + 3 & ~3) {
            short type = body.getShort(at + 2);
            if (type == Linux.IFA_LOCAL || type == Linux.IFA_ADDRESS) {
                byte[] octets = new byte[body.getShort(at) - 4];
                body.get(at + 4, octets);
                address = Addresses.of(octets);
            }
            if (type == Linux.IFA_LOCAL) {
                break; // the other end's, on a point-to-point link, is no address of ours
            }
        }
        return new Prefix(address, body.get(1) & 0xff);
    }
}
