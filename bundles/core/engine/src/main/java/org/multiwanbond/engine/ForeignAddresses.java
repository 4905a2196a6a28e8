package org.multiwanbond.engine;

import org.multiwanbond.api.HotPath;

/** The addresses that belong to somebody else than one peer. Thread-safe: immutable. */
@HotPath
public final class ForeignAddresses implements AddressSet {
    private final PrefixTable<String> owners;
    private final String own;

    /**
     * A set.
     *
     * @param owners whom each prefix belongs to
     * @param own who is not meant
     */
    public ForeignAddresses(PrefixTable<String> owners, String own) {
        this.owners = owners;
        this.own = own;
    }

    @Override
    public boolean contains(long high, long low) {
        String owner = owners.find(high, low);
        return owner != null && !owner.equals(own);
    }
}
