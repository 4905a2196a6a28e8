package org.multiwanbond.tck;

import java.util.List;
import org.multiwanbond.api.codec.Codec;
import org.multiwanbond.api.codec.CodecFactory;

/** The contract judges the smallest erasure code there is: one parity symbol. */
class CodecContractTest extends CodecContract {
    @Override
    protected CodecFactory factory() {
        return (dataSymbols, repairSymbols) -> {
            if (dataSymbols < 1 || repairSymbols != 1) {
                throw new IllegalArgumentException("Parity has one repair symbol, not " + repairSymbols + ".");
            }
            return new Parity();
        };
    }

    @Override
    protected List<Size> sizes() {
        return List.of(new Size(1, 1), new Size(4, 1), new Size(10, 1));
    }

    private static final class Parity implements Codec {
        @Override
        public void encode(byte[][] symbols, int lengthBytes) {
            restore(symbols, symbols.length - 1, lengthBytes);
        }

        @Override
        public boolean decode(byte[][] symbols, boolean[] present, int lengthBytes) {
            int missing = -1;
            for (int i = 0; i < symbols.length; i++) {
                if (!present[i] && missing >= 0) {
                    return false;
                }
                missing = present[i] ? missing : i;
            }
            if (missing >= 0) {
                restore(symbols, missing, lengthBytes);
            }
            return true;
        }

        private static void restore(byte[][] symbols, int missing, int lengthBytes) {
            for (int octet = 0; octet < lengthBytes; octet++) {
                int sum = 0;
                for (int i = 0; i < symbols.length; i++) {
                    sum ^= i == missing ? 0 : symbols[i][octet];
                }
                symbols[missing][octet] = (byte) sum;
            }
        }
    }
}
