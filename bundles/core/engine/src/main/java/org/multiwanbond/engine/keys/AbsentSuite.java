package org.multiwanbond.engine.keys;

import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.api.cipher.PacketCipher;

/** Stands where a suite was that left: no packet may be sent under it. Thread-safe: stateless. */
final class AbsentSuite implements CipherSuite {
    static final AbsentSuite INSTANCE = new AbsentSuite();

    private AbsentSuite() {}

    @Override
    public int keyBytes() {
        return 1;
    }

    @Override
    public long rekeyPackets() {
        return Long.MAX_VALUE;
    }

    @Override
    public long stopPackets() {
        return 0;
    }

    @Override
    public PacketCipher create(byte[] key, byte[] iv) {
        return AbsentCipher.INSTANCE;
    }
}
