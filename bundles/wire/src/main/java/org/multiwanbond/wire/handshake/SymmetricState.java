package org.multiwanbond.wire.handshake;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/** The symmetric state of a Noise handshake (revision 34 §5.2) with its cipher state. Confined to one thread. */
final class SymmetricState {

    private static final byte[] PROTOCOL = "Noise_IKpsk2_25519_ChaChaPoly_SHA256".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] NOTHING = {};

    private byte[] chainingKey;
    private byte[] hash;
    private byte[] key;
    private int nonce;

    private SymmetricState(byte[] chainingKey, byte[] hash, byte[] key, int nonce) {
        this.chainingKey = chainingKey;
        this.hash = hash;
        this.key = key;
        this.nonce = nonce;
    }

    /** The state after InitializeSymmetric; the protocol's name is longer than a hash and so is hashed. */
    static SymmetricState initial() {
        byte[] name = Hashes.sha256(PROTOCOL);
        return new SymmetricState(name, name, NOTHING, 0);
    }

    /** A state that goes its own way from here; arrays are replaced, never changed, so they may be shared. */
    SymmetricState copy() {
        return new SymmetricState(chainingKey, hash, key, nonce);
    }

    byte[] hash() {
        return hash.clone();
    }

    void mixHash(byte[] octets) {
        hash = Hashes.sha256(hash, octets);
    }

    void mixKey(byte[] material) {
        byte[] out = derive(material, 2);
        chainingKey = part(out, 0);
        useKey(part(out, 1));
    }

    void mixKeyAndHash(byte[] material) {
        byte[] out = derive(material, 3);
        chainingKey = part(out, 0);
        mixHash(part(out, 1));
        useKey(part(out, 2));
    }

    /** MixHash and, because the pattern has a psk, MixKey of an ephemeral public key. */
    void mixEphemeral(byte[] publicKey) {
        mixHash(publicKey);
        mixKey(publicKey);
    }

    byte[] encryptAndHash(byte[] plaintext) {
        byte[] sealed = ChaChaPoly.seal(key, nextNonce(), hash, plaintext);
        mixHash(sealed);
        return sealed;
    }

    /** The plaintext; empty if it is not authentic, and then the state is of no more use. */
    Optional<byte[]> decryptAndHash(byte[] sealed) {
        Optional<byte[]> plaintext = ChaChaPoly.open(key, nextNonce(), hash, sealed);
        mixHash(sealed);
        return plaintext;
    }

    /** The two traffic secrets; the first is for initiator to responder. */
    TrafficSecrets split() {
        byte[] out = derive(NOTHING, 2);
        return new TrafficSecrets(new KeySchedule(part(out, 0)), new KeySchedule(part(out, 1)));
    }

    // Noise §4.3: HKDF(chaining_key, input_key_material, n) is RFC 5869 with an empty info.
    private byte[] derive(byte[] material, int outputs) {
        return Hashes.expand(Hashes.hmac(chainingKey, material), NOTHING, outputs * Hashes.HASH_BYTES);
    }

    private static byte[] part(byte[] out, int index) {
        return Arrays.copyOfRange(out, index * Hashes.HASH_BYTES, (index + 1) * Hashes.HASH_BYTES);
    }

    private void useKey(byte[] newKey) {
        key = newKey;
        nonce = 0;
    }

    // Noise §12.3: 32 bits of zeros, then the counter as 64 bits little-endian; it never leaves one octet here.
    private byte[] nextNonce() {
        byte[] octets = new byte[12];
        octets[4] = (byte) nonce++;
        return octets;
    }
}
