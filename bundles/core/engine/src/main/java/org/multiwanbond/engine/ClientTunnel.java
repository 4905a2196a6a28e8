package org.multiwanbond.engine;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.api.tunnel.TunnelDeviceSettings;
import org.multiwanbond.engine.handshake.PeerTerms;
import org.multiwanbond.engine.session.Session;
import org.multiwanbond.wire.AddressTlv;
import org.multiwanbond.wire.TlvList;
import org.multiwanbond.wire.TlvType;
import org.multiwanbond.wire.control.ConfigPush;

/** The client's tunnel device: addresses from the lease, routes and name servers from the server. Confined to the control thread. */
final class ClientTunnel {
    private final InnerMtu mtu = new InnerMtu();
    private final TunnelHolder holder;
    private List<Prefix> routes = List.of();
    private List<InetAddress> dns = List.of();
    private boolean up;

    ClientTunnel(TunnelHolder holder) {
        this.holder = holder;
    }

    /** Wants the device the settings and the server's terms call for. */
    void apply(Settings settings, PeerTerms terms) {
        List<Prefix> own = settings.tunnel().addresses();
        List<Prefix> addresses = own.isEmpty() ? terms.lease() : own;
        int mtuBytes = mtu.of(settings.bond());
        if (terms.innerMtuBytes() > 0) {
            mtuBytes = Math.min(mtuBytes, terms.innerMtuBytes());
        }
        holder.want(new TunnelDeviceSettings(
                settings.tunnel().device(), Math.max(InnerMtu.LEAST_BYTES, mtuBytes), addresses));
    }

    /** Lets the automatic MTU follow what the session's paths carry. */
    void tick(Settings settings, Session live, long nowNs) {
        if (live.isEstablished() && mtu.observe(live.sender().leastPayloadBytes(), nowNs)) {
            apply(settings, live.keys().terms());
        }
    }

    void up(boolean isUp) {
        up = isUp;
        holder.session(up, routes, dns);
    }

    /** Takes over what the server told. */
    void pushed(ConfigPush push) {
        TlvList tlvs = push.settings();
        routes = tlvs.all(TlvType.ROUTE).stream()
                .map(AddressTlv::readRoute)
                .flatMap(Optional::stream)
                .toList();
        dns = tlvs.all(TlvType.DNS_SERVER).stream()
                .filter(value -> value.length == Addresses.IPV4_BYTES || value.length == Addresses.IPV6_BYTES)
                .map(Addresses::of)
                .toList();
        holder.session(up, routes, dns);
    }
}
