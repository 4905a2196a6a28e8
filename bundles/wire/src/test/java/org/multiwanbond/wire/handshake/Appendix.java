package org.multiwanbond.wire.handshake;

import java.util.Arrays;
import java.util.HexFormat;
import org.multiwanbond.api.net.Addresses;
import org.multiwanbond.wire.TlvList;
import org.multiwanbond.wire.TlvType;
import org.multiwanbond.wire.Vectors;

/** The inputs of the protocol's appendix A. Thread-safe. */
final class Appendix {

    static final X25519KeyPair INITIATOR = X25519KeyPair.of(Vectors.key(0x11));
    static final X25519KeyPair RESPONDER = X25519KeyPair.of(Vectors.key(0x22));
    static final byte[] INITIATOR_EPHEMERAL = Vectors.key(0x33);
    static final byte[] RESPONDER_EPHEMERAL = Vectors.key(0x44);
    static final byte[] PSK = Vectors.key(0x55);
    static final byte[] COOKIE_SECRET = Vectors.key(0x66);
    static final byte[] COOKIE_RANDOM = Arrays.copyOf(Vectors.key(0x77), 16);
    static final byte[] SOURCE = source("192.0.2.7", 40_000);

    private Appendix() {}

    static byte[] source(String address, int port) {
        var parsed = Addresses.parse(address);
        return Cookies.source(Addresses.high(parsed), Addresses.low(parsed), port);
    }

    static HandshakeKeys keys() {
        return new HandshakeKeys(INITIATOR, RESPONDER.publicKey(), PSK);
    }

    static InitMessage initMessage() {
        TlvList tlvs = TlvList.EMPTY
                .with(TlvType.SUITES, (byte) 1, (byte) 2)
                .with(TlvType.MAX_PATHS, (byte) 8)
                .with(TlvType.FEC_SCHEMES, (byte) 1, (byte) 2)
                .with(TlvType.INNER_MTU, (byte) 5, (byte) 0x78);
        Timestamp timestamp = new Timestamp(0x6553f100L, 0);
        return new InitMessage(timestamp, InitMessage.NEW, InitMessage.CLIENT, 0x1234, 0, Lsid.NONE, tlvs);
    }

    static RespMessage respMessage() {
        TlvList tlvs = TlvList.EMPTY
                .with(TlvType.MAX_PATHS, (byte) 8)
                .with(TlvType.FEC_SCHEMES, (byte) 1)
                .with(TlvType.INNER_MTU, (byte) 5, (byte) 0x78)
                .with(TlvType.INNER_IPV4, HexFormat.of().parseHex("0a63000218"));
        Lsid lsid = new Lsid(0x9999999999999999L, 0x9999999999999999L);
        return new RespMessage(1, RespMessage.OK, 0xbeef, 0, lsid, tlvs);
    }

    static Initiator initiator() {
        return initiator(keys(), InitRequest.NO_COOKIE);
    }

    static Initiator initiator(HandshakeKeys keys, byte[] cookie) {
        return Initiator.start(keys, new InitRequest(0, 0xa1b2c3d4, initMessage(), INITIATOR_EPHEMERAL, cookie));
    }

    static Answer answer(byte[] init, byte[] psk) {
        Opened opened = new Responder(RESPONDER).open(init, 0, init.length).get();
        return opened.admit(psk)
                .get()
                .respond(respMessage(), RESPONDER_EPHEMERAL)
                .orElseThrow();
    }
}
