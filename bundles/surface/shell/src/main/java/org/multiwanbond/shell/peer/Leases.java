package org.multiwanbond.shell.peer;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.multiwanbond.api.config.Settings;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.Prefix;

/** Suggests inner addresses nobody has. Thread-safe: stateless. */
final class Leases {
    // A server with more clients than this gives addresses by plan, not by suggestion.
    private static final int TRIED = 65_536;

    private Leases() {}

    /** The first free address of each of the tunnel's prefixes. */
    static List<Prefix> next(Settings settings) {
        List<Prefix> taken = new ArrayList<>();
        settings.peers().forEach(peer -> taken.addAll(peer.addresses()));
        settings.tunnel().addresses().forEach(own -> taken.add(single(own)));
        List<Prefix> free = new ArrayList<>();
        settings.tunnel().addresses().forEach(own -> next(own, taken).ifPresent(free::add));
        return free;
    }

    private static Optional<Prefix> next(Prefix within, List<Prefix> taken) {
        byte[] network = within.network().address().getAddress();
        BigInteger first = new BigInteger(1, network);
        for (int i = 1; i <= TRIED; i++) {
            Optional<Prefix> candidate = prefix(first.add(BigInteger.valueOf(i)), network.length);
            if (candidate.isEmpty() || !within.contains(candidate.get()) || isBroadcast(candidate.get(), within)) {
                return Optional.empty();
            }
            if (taken.stream().noneMatch(lease -> lease.contains(candidate.get()))) {
                return candidate;
            }
        }
        return Optional.empty();
    }

    private static boolean isBroadcast(Prefix address, Prefix within) {
        int hostBits = address.lengthBits() - within.lengthBits();
        BigInteger value = new BigInteger(1, address.address().getAddress());
        return !within.isIpv6() && hostBits > 1 && value.getLowestSetBit() == 0 && trailingOnes(value) >= hostBits;
    }

    private static int trailingOnes(BigInteger value) {
        return value.not().getLowestSetBit();
    }

    private static Prefix single(Prefix own) {
        return new Prefix(own.address(), own.address().getAddress().length * Byte.SIZE);
    }

    private static Optional<Prefix> prefix(BigInteger value, int lengthBytes) {
        byte[] octets = new byte[lengthBytes];
        byte[] signed = value.toByteArray();
        int skip = Math.max(0, signed.length - lengthBytes);
        if (skip > 1 || skip == 1 && signed[0] != 0) {
            return Optional.empty();
        }
        System.arraycopy(signed, skip, octets, lengthBytes - (signed.length - skip), signed.length - skip);
        return Optional.of(new Prefix(Addresses.of(octets), lengthBytes * Byte.SIZE));
    }
}
