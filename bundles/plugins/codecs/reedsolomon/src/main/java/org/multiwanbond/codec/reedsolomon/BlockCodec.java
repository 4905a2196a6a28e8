package org.multiwanbond.codec.reedsolomon;

import com.backblaze.erasure.Galois;
import org.multiwanbond.api.HotPath;
import org.multiwanbond.api.codec.Codec;

/**
 * Codes blocks of one size with the library's multiplication table. Confined to one thread.
 *
 * <p>Each symbol made is a sum over k symbols that are there: the data, or in decoding the data that arrived and, in the
 * place of each missing one, a repair symbol. The library's own decoder makes new matrices for each block; here only the
 * square of the missing symbols is inverted, in arrays made beforehand.
 */
@HotPath
final class BlockCodec implements Codec {
    private final byte[][] products = Galois.MULTIPLICATION_TABLE;
    private final byte[][] repairRows;
    private final int dataSymbols;
    private final byte[][] inputs;
    private final byte[] row;
    private final int[] missing;
    private final int[] substitutes;
    private final Square square;

    BlockCodec(byte[][] repairRows, int dataSymbols) {
        this.repairRows = repairRows;
        this.dataSymbols = dataSymbols;
        inputs = new byte[dataSymbols][];
        row = new byte[dataSymbols];
        missing = new int[dataSymbols];
        substitutes = new int[repairRows.length];
        square = new Square(Math.min(dataSymbols, repairRows.length));
    }

    @Override
    public void encode(byte[][] symbols, int lengthBytes) {
        for (int repair = 0; repair < repairRows.length; repair++) {
            combine(symbols, repairRows[repair], symbols[dataSymbols + repair], lengthBytes);
        }
    }

    @Override
    public boolean decode(byte[][] symbols, boolean[] present, int lengthBytes) {
        int lost = 0;
        for (int i = 0; i < dataSymbols; i++) {
            inputs[i] = symbols[i];
            if (!present[i]) {
                missing[lost++] = i;
            }
        }
        if (!substitute(symbols, present, lost)) {
            return false;
        }
        square.invert(repairRows, substitutes, missing, lost);
        for (int i = 0; i < lost; i++) {
            rowFor(i, lost);
            combine(inputs, row, symbols[missing[i]], lengthBytes);
        }
        return true;
    }

    /** Puts a repair symbol in the place of each missing one; false if there are too few. */
    private boolean substitute(byte[][] symbols, boolean[] present, int lost) {
        int found = 0;
        for (int repair = 0; repair < repairRows.length && found < lost; repair++) {
            if (present[dataSymbols + repair]) {
                inputs[missing[found]] = symbols[dataSymbols + repair];
                substitutes[found++] = repair;
            }
        }
        return found == lost;
    }

    /** The row that makes missing symbol {@code which} of the inputs. */
    private void rowFor(int which, int lost) {
        for (int column = 0; column < dataSymbols; column++) {
            int sum = 0;
            for (int i = 0; i < lost; i++) {
                sum ^= products[square.at(which, i)][repairRows[substitutes[i]][column] & 0xff];
            }
            row[column] = (byte) sum;
        }
        for (int i = 0; i < lost; i++) {
            row[missing[i]] = (byte) square.at(which, i);
        }
    }

    private void combine(byte[][] from, byte[] factors, byte[] out, int lengthBytes) {
        byte[] first = products[factors[0] & 0xff];
        byte[] input = from[0];
        for (int octet = 0; octet < lengthBytes; octet++) {
            out[octet] = first[input[octet] & 0xff];
        }
        for (int i = 1; i < dataSymbols; i++) {
            add(products[factors[i] & 0xff], from[i], out, lengthBytes);
        }
    }

    private static void add(byte[] table, byte[] input, byte[] out, int lengthBytes) {
        for (int octet = 0; octet < lengthBytes; octet++) {
            out[octet] ^= table[input[octet] & 0xff];
        }
    }
}
