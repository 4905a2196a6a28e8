package org.multiwanbond.engine;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.api.net.Prefix;

/** Whose an address is: the longest prefix wins. Thread-safe: immutable; a change makes a new one. */
@HotPath
public final class PrefixTable<T> {
    private static final int LOAD = 4;

    private final long[] hostHighs;
    private final long[] hostLows;
    private final Object[] hosts;
    private final PrefixSet[] networks;
    private final Object[] ofNetworks;

    /** A table of everybody's prefixes. */
    public PrefixTable(Map<T, List<Prefix>> prefixes) {
        Map<Prefix, T> single = new HashMap<>();
        List<Map.Entry<Prefix, T>> others = new ArrayList<>();
        prefixes.forEach((owner, list) -> list.forEach(prefix -> {
            if (prefix.lengthBits() == prefix.address().getAddress().length * Byte.SIZE) {
                single.put(prefix, owner);
            } else {
                others.add(Map.entry(prefix, owner));
            }
        }));
        int slots = Integer.highestOneBit(Math.max(1, single.size()) * LOAD - 1) * 2;
        hostHighs = new long[slots];
        hostLows = new long[slots];
        hosts = new Object[slots];
        single.forEach(this::put);
        others.sort(Comparator.comparingInt(
                (Map.Entry<Prefix, T> entry) -> -entry.getKey().lengthBits()));
        networks = new PrefixSet[others.size()];
        ofNetworks = new Object[others.size()];
        for (int i = 0; i < networks.length; i++) {
            networks[i] = new PrefixSet(List.of(others.get(i).getKey()));
            ofNetworks[i] = others.get(i).getValue();
        }
    }

    private void put(Prefix prefix, T owner) {
        long high = Addresses.high(prefix.address());
        long low = Addresses.low(prefix.address());
        int slot = slot(high, low);
        while (hosts[slot] != null) {
            slot = slot + 1 & hosts.length - 1;
        }
        hostHighs[slot] = high;
        hostLows[slot] = low;
        hosts[slot] = owner;
    }

    /** Whose this address is, or {@code null}. */
    @SuppressWarnings("unchecked")
    public T find(long high, long low) {
        return (T) findAny(high, low);
    }

    private Object findAny(long high, long low) {
        for (int slot = slot(high, low); hosts[slot] != null; slot = slot + 1 & hosts.length - 1) {
            if (hostLows[slot] == low && hostHighs[slot] == high) {
                return hosts[slot];
            }
        }
        for (int i = 0; i < networks.length; i++) {
            if (networks[i].contains(high, low)) {
                return ofNetworks[i];
            }
        }
        return null;
    }

    private int slot(long high, long low) {
        long mixed = (high * 31 + low) * 0x9E37_79B9_7F4A_7C15L;
        return (int) (mixed >>> 40) & hosts.length - 1;
    }
}
