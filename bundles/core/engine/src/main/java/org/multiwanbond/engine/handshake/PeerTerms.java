package org.multiwanbond.engine.handshake;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.multiwanbond.api.net.Prefix;
import org.multiwanbond.wire.AddressTlv;
import org.multiwanbond.wire.Header;
import org.multiwanbond.wire.TlvList;
import org.multiwanbond.wire.TlvType;

/**
 * What the other end said about itself, and the inner addresses leased. Thread-safe: immutable.
 *
 * @param innerMtuBytes inner MTU it wishes; 0 if it did not say
 * @param maxPaths paths it can keep, 1 to 16
 * @param lease inner addresses of the client with the tunnel's prefix length, on both ends
 */
public record PeerTerms(int innerMtuBytes, int maxPaths, List<Prefix> lease) {

    /** Octets left for leases in an HS_RESP: 104 (protocol §2: 128 − 24) without the 16 of {@link #announce}. */
    private static final int LEASE_ROOM_BYTES = 104 - 16;

    /** Ours: fits the 76 octets an HS_INIT has left (protocol §2: 128 − 36, without the 16 of {@link #announce}). */
    private static final int MOST_SUITES = 64;

    public PeerTerms {
        lease = List.copyOf(lease);
    }

    PeerTerms withLease(List<Prefix> granted) {
        return new PeerTerms(innerMtuBytes, maxPaths, granted);
    }

    /** What a list of TLVs says; values of a wrong length count as not said. */
    static PeerTerms read(TlvList tlvs) {
        int mtu = tlvs.first(TlvType.INNER_MTU)
                .filter(value -> value.length == 2)
                .map(value -> (value[0] & 0xff) << 8 | value[1] & 0xff)
                .orElse(0);
        int paths = tlvs.first(TlvType.MAX_PATHS)
                .filter(value -> value.length == 1)
                .map(value -> Math.max(1, Math.min(Header.PATHS, value[0] & 0xff)))
                .orElse(Header.PATHS);
        List<Prefix> lease = new ArrayList<>();
        readLease(tlvs, TlvType.INNER_IPV4, false, lease);
        readLease(tlvs, TlvType.INNER_IPV6, true, lease);
        return new PeerTerms(mtu, paths, lease);
    }

    private static void readLease(TlvList tlvs, int type, boolean ipv6, List<Prefix> into) {
        for (byte[] value : tlvs.all(type)) {
            AddressTlv.readInner(value)
                    .filter(prefix -> prefix.isIpv6() == ipv6)
                    .ifPresent(into::add);
        }
    }

    /** What both ends say about themselves; of an automatic inner MTU, 0, nothing. */
    static TlvList announce(int innerMtuBytes) {
        TlvList tlvs = TlvList.EMPTY.with(TlvType.MAX_PATHS, (byte) Header.PATHS);
        if (innerMtuBytes > 0) {
            tlvs = tlvs.with(TlvType.INNER_MTU, (byte) (innerMtuBytes >>> 8), (byte) innerMtuBytes);
        }
        return tlvs.with(TlvType.FEATURES, new byte[4]).with(TlvType.PROTOCOL_VERSIONS, (byte) Header.VERSION);
    }

    /** The announcement with the lease; addresses that find no room follow in CONFIG_PUSH. */
    static TlvList announce(int innerMtuBytes, List<Prefix> lease) {
        TlvList tlvs = announce(innerMtuBytes);
        int room = LEASE_ROOM_BYTES;
        for (Prefix prefix : lease) {
            byte[] value = AddressTlv.inner(prefix);
            room -= 2 + value.length;
            if (room >= 0) {
                tlvs = tlvs.with(prefix.isIpv6() ? TlvType.INNER_IPV6 : TlvType.INNER_IPV4, value);
            }
        }
        return tlvs;
    }

    static TlvList withSuites(TlvList tlvs, List<Integer> suites) {
        byte[] value = new byte[Math.min(MOST_SUITES, suites.size())];
        for (int i = 0; i < value.length; i++) {
            value[i] = suites.get(i).byteValue();
        }
        return tlvs.with(TlvType.SUITES, value);
    }

    static List<Integer> suites(TlvList tlvs) {
        byte[] value = tlvs.first(TlvType.SUITES).orElse(new byte[0]);
        return IntStream.range(0, value.length).mapToObj(i -> value[i] & 0xff).toList();
    }

    /** §8.6: "TLV 06 inside the handshake is decisive." */
    static boolean speaksOurVersion(TlvList tlvs) {
        byte[] versions = tlvs.first(TlvType.PROTOCOL_VERSIONS).orElse(new byte[] {Header.VERSION});
        return IntStream.range(0, versions.length).anyMatch(i -> versions[i] == Header.VERSION);
    }
}
