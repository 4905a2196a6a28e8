package org.multiwanbond.wire.handshake;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Optional;
import org.multiwanbond.wire.BigEndian;
import org.multiwanbond.wire.Header;
import org.multiwanbond.wire.PacketType;

/**
 * The responder's cookies: they prove that a source receives what is sent to it. Confined to one handshake thread.
 */
public final class Cookies {

    /** How long a secret makes new cookies; the caller calls {@link #rotate} that often. */
    public static final long ROTATION_NS = 120_000_000_000L;
    /** Octets of the random N in a COOKIE_REPLY. */
    public static final int NONCE_BYTES = 16;

    /** What the mac2 field of an HS_INIT says. */
    public enum Mac2 {
        /** It is zero: the sender holds no cookie. */
        ABSENT,
        /** It was made with a cookie of this source. */
        VALID,
        /** It is neither: refuse the packet, or treat it as absent under load. */
        WRONG
    }

    private static final byte[] LABEL = "mwb1 cookie".getBytes(StandardCharsets.US_ASCII);
    private static final int SEALED_OFFSET = Header.LENGTH_BYTES + NONCE_BYTES;
    private static final int SEALED_BYTES = Macs.BYTES + ChaChaPoly.TAG_BYTES;
    private static final int MAC1_OFFSET = PacketType.HS_INIT_BYTES - 2 * Macs.BYTES;
    private static final int MAC2_OFFSET = PacketType.HS_INIT_BYTES - Macs.BYTES;

    private final byte[] responderPublicKey;
    private byte[] secret;
    private byte[] previousSecret;

    /** Starts with a secret of 32 random octets. */
    public Cookies(byte[] responderPublicKey, byte[] secret) {
        this.responderPublicKey = responderPublicKey.clone();
        this.secret = secret.clone();
        this.previousSecret = this.secret;
    }

    /** The octets a cookie is bound to: the source address as IPv6 (IPv4 mapped) in two halves, and its port. */
    public static byte[] source(long addressHigh, long addressLow, int port) {
        byte[] source = new byte[18];
        BigEndian.put64(source, 0, addressHigh);
        BigEndian.put64(source, 8, addressLow);
        BigEndian.put16(source, 16, port);
        return source;
    }

    /** Replaces the secret; cookies of the previous one stay valid until the next time. */
    public void rotate(byte[] newSecret) {
        previousSecret = secret;
        secret = newSecret.clone();
    }

    /** Checks mac2 of an HS_INIT that passed {@link Header#check}. */
    public Mac2 check(byte[] buf, int off, byte[] source) {
        byte[] mac2 = Arrays.copyOfRange(buf, off + MAC2_OFFSET, off + PacketType.HS_INIT_BYTES);
        if (BigEndian.isZero(mac2, 0, mac2.length)) {
            return Mac2.ABSENT;
        }
        boolean current = MessageDigest.isEqual(mac2, Macs.mac(cookie(secret, source), buf, off, MAC2_OFFSET));
        boolean previous = MessageDigest.isEqual(mac2, Macs.mac(cookie(previousSecret, source), buf, off, MAC2_OFFSET));
        return current || previous ? Mac2.VALID : Mac2.WRONG;
    }

    /** The COOKIE_REPLY of 64 octets to an HS_INIT with a right mac1; {@code random} is {@link #NONCE_BYTES} long. */
    public byte[] reply(byte[] init, int off, byte[] source, byte[] random) {
        byte[] packet = new byte[PacketType.COOKIE_REPLY_BYTES];
        int start = Header.start(PacketType.COOKIE_REPLY, 0, 0, true);
        Header.write(packet, 0, start, 0, 0, Header.sequence(init, off));
        Header.finish(packet, 0, packet.length - Header.LENGTH_BYTES);
        System.arraycopy(random, 0, packet, Header.LENGTH_BYTES, NONCE_BYTES);
        byte[] keys = keys(random, responderPublicKey);
        byte[] mac1 = mac1(init, off);
        byte[] sealed = ChaChaPoly.seal(key(keys), nonce(keys), mac1, cookie(secret, source));
        System.arraycopy(sealed, 0, packet, SEALED_OFFSET, SEALED_BYTES);
        return packet;
    }

    /** The cookie in a COOKIE_REPLY that passed {@link Header#check}; empty if it does not answer {@code init}. */
    static Optional<byte[]> open(byte[] buf, int off, byte[] init, byte[] responderPublicKey) {
        if (Header.acknowledgment(buf, off) != Header.sequence(init, 0)) {
            return Optional.empty();
        }
        byte[] random = Arrays.copyOfRange(buf, off + Header.LENGTH_BYTES, off + SEALED_OFFSET);
        byte[] sealed = Arrays.copyOfRange(buf, off + SEALED_OFFSET, off + SEALED_OFFSET + SEALED_BYTES);
        byte[] keys = keys(random, responderPublicKey);
        return ChaChaPoly.open(key(keys), nonce(keys), mac1(init, 0), sealed);
    }

    static byte[] cookie(byte[] secret, byte[] source) {
        return Macs.mac(secret, source, 0, source.length);
    }

    private static byte[] mac1(byte[] init, int off) {
        return Arrays.copyOfRange(init, off + MAC1_OFFSET, off + MAC2_OFFSET);
    }

    private static byte[] keys(byte[] random, byte[] responderPublicKey) {
        byte[] prk = Hashes.hmac(random, Hashes.sha256(LABEL, responderPublicKey));
        return Hashes.expand(prk, LABEL, 44);
    }

    private static byte[] key(byte[] keys) {
        return Arrays.copyOf(keys, 32);
    }

    private static byte[] nonce(byte[] keys) {
        return Arrays.copyOfRange(keys, 32, 44);
    }
}
