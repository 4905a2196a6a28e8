package org.multiwanbond.netlab.lab;

import java.util.ArrayList;
import java.util.List;

/**
 * How a bond in the lab is configured beyond keys, addresses and devices. Thread-safe: immutable.
 *
 * @param bondLines {@code key=value} for the bond's file of both ends
 * @param rates whether the links' rates are told to the client; if not, it has to find out
 */
public record BondConfig(List<String> bondLines, boolean rates) {
    /** Nothing beyond: the default mode, no rate configured. */
    public static final BondConfig PLAIN = new BondConfig(List.of(), false);

    public BondConfig {
        bondLines = List.copyOf(bondLines);
    }

    /** Plain but for these lines. */
    public static BondConfig of(String... bondLines) {
        return new BondConfig(List.of(bondLines), false);
    }

    String[] bond(String... own) {
        List<String> lines = new ArrayList<>(List.of(own));
        lines.addAll(bondLines);
        return lines.toArray(String[]::new);
    }

    String[] wan(WanPlan wan) {
        List<String> lines = new ArrayList<>(List.of("name=" + wan.name(), "device=" + wan.id(), "type=" + wan.type()));
        if (rates) {
            long upMbit = wan.up().shaping().rateBitsPerSecond() / 1_000_000;
            lines.addAll(List.of("weight=" + wan.mbit(), "uploadMbit=" + upMbit, "downloadMbit=" + wan.mbit()));
        }
        return lines.toArray(String[]::new);
    }
}
