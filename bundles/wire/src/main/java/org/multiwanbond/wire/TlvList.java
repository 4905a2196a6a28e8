package org.multiwanbond.wire;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** An immutable list of type-length-value entries in their order on the wire. Thread-safe. */
public final class TlvList {

    /** The list without entries. */
    public static final TlvList EMPTY = new TlvList(List.of());

    private static final int END = 0;

    private final List<Entry> entries;

    private TlvList(List<Entry> entries) {
        this.entries = entries;
    }

    /** A copy of this list with one entry more; type 1 to 255, value up to 255 octets. */
    public TlvList with(int type, byte... value) {
        if (type <= END || type > 0xff || value.length > 0xff) {
            throw new IllegalArgumentException("TLV type " + type + " with " + value.length + " octets");
        }
        List<Entry> longer = new ArrayList<>(entries);
        longer.add(new Entry(type, value.clone()));
        return new TlvList(List.copyOf(longer));
    }

    /** Reads the entries of a region; empty when one runs past it or something follows the end mark. */
    public static Optional<TlvList> read(byte[] buf, int off, int len) {
        List<Entry> found = new ArrayList<>();
        int end = off + len;
        int at = off;
        while (at < end && buf[at] != END) {
            if (at + 2 > end || at + 2 + BigEndian.u8(buf, at + 1) > end) {
                return Optional.empty();
            }
            int next = at + 2 + BigEndian.u8(buf, at + 1);
            found.add(new Entry(BigEndian.u8(buf, at), Arrays.copyOfRange(buf, at + 2, next)));
            at = next;
        }
        // §2: "Type 00 is one octet without a length and ends the list; the rest MUST be zero."
        return BigEndian.isZero(buf, at, end - at) ? Optional.of(new TlvList(List.copyOf(found))) : Optional.empty();
    }

    /** Writes the entries and returns the offset behind them. */
    public int write(byte[] buf, int off) {
        int at = off;
        for (Entry entry : entries) {
            BigEndian.put8(buf, at, entry.type);
            BigEndian.put8(buf, at + 1, entry.value.length);
            System.arraycopy(entry.value, 0, buf, at + 2, entry.value.length);
            at += 2 + entry.value.length;
        }
        return at;
    }

    /** Octets {@link #write} produces. */
    public int lengthBytes() {
        return entries.stream().mapToInt(entry -> 2 + entry.value.length).sum();
    }

    /** The types present, in order. */
    public List<Integer> types() {
        return entries.stream().map(entry -> entry.type).toList();
    }

    /** The value of the first entry of a type. */
    public Optional<byte[]> first(int type) {
        return all(type).stream().findFirst();
    }

    /** The values of all entries of a type, in order. */
    public List<byte[]> all(int type) {
        return entries.stream()
                .filter(entry -> entry.type == type)
                .map(entry -> entry.value.clone())
                .toList();
    }

    /** Whether an entry is present that must be understood and is not: no type from {@code 80} up is defined yet. */
    public boolean hasUnknownCritical() {
        return entries.stream().anyMatch(entry -> entry.type >= TlvType.CRITICAL);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TlvList list && entries.equals(list.entries);
    }

    @Override
    public int hashCode() {
        return entries.hashCode();
    }

    private static final class Entry {
        private final int type;
        private final byte[] value;

        private Entry(int type, byte[] value) {
            this.type = type;
            this.value = value;
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Entry entry && type == entry.type && Arrays.equals(value, entry.value);
        }

        @Override
        public int hashCode() {
            return 31 * type + Arrays.hashCode(value);
        }
    }
}
