package org.multiwanbond.engine.keys;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import org.multiwanbond.api.cipher.CipherSuite;
import org.multiwanbond.api.cipher.PacketCipher;
import org.multiwanbond.api.path.PathTable;
import org.multiwanbond.wire.handshake.KeySchedule;

/**
 * The keys of one epoch and direction; a path's cipher is made when it is first needed. Confined to the thread that opens
 * with them, or that seals: the send thread then knows them as {@link SealingKeys}.
 */
public final class EpochKeys {
    /** Protocol §3: "re-key at 120 s … if traffic flowed, stop using at 180 s". */
    private static final long STOP_NS = 180_000_000_000L;

    private final PacketCipher[] ciphers = new PacketCipher[PathTable.LIMIT];
    private final int epoch;
    private final int suiteId;
    private CipherSuite suite;
    private long bornNs;
    private final KeySchedule schedule;

    public EpochKeys(int epoch, int suiteId, CipherSuite suite, KeySchedule schedule) {
        this.epoch = epoch;
        this.suiteId = suiteId;
        this.suite = suite;
        this.schedule = schedule;
        Arrays.fill(ciphers, AbsentCipher.INSTANCE);
    }

    /** The cipher of a path; one that refuses everything if the platform cannot make it. */
    public PacketCipher cipher(int path) {
        if (ciphers[path] == AbsentCipher.INSTANCE) {
            ciphers[path] = create(path);
        }
        return ciphers[path];
    }

    private PacketCipher create(int path) {
        byte[] key = schedule.key(suiteId, path, suite.keyBytes());
        byte[] iv = schedule.iv(suiteId, path);
        try {
            return suite.create(key, iv);
        } catch (GeneralSecurityException e) {
            return AbsentCipher.INSTANCE;
        } finally {
            Arrays.fill(key, (byte) 0);
            Arrays.fill(iv, (byte) 0);
        }
    }

    /** Closes the keys when they are too old to be used; to be called with the clock of their thread. */
    public void tick(long nowNs) {
        if (isOver(nowNs) && suite != AbsentSuite.INSTANCE) {
            close();
        }
    }

    /** Whether they are too old to be used, counted from the first time this is asked; for one thread only. */
    boolean isOver(long nowNs) {
        bornNs = bornNs == 0 ? nowNs : bornNs;
        return nowNs - bornNs >= STOP_NS;
    }

    public int epoch() {
        return epoch;
    }

    public int suiteId() {
        return suiteId;
    }

    /** Packets after which a key of this epoch must no longer be used. */
    public long stopPackets() {
        return suite.stopPackets();
    }

    /** Packets after which the epoch should end. */
    public long rekeyPackets() {
        return suite.rekeyPackets();
    }

    /** Wipes all keys and lets go of the suite: nothing passes under this epoch any more. */
    public void close() {
        // Else the next packet would get a key derived from the wiped secret, which anybody can derive.
        suite = AbsentSuite.INSTANCE;
        for (int path = 0; path < ciphers.length; path++) {
            ciphers[path].close();
            ciphers[path] = AbsentCipher.INSTANCE;
        }
        schedule.wipe();
    }
}
