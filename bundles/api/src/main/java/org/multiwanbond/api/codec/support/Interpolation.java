package org.multiwanbond.api.codec.support;

import org.multiwanbond.api.HotPath;

/**
 * Tells of which multiples of k known symbols any other symbol of a block is the sum, over GF(2^8). Confined to one thread.
 *
 * <p>The matrix of the protocol, V × (top square of V)⁻¹ with V[i][j] = i^j, takes the values of a polynomial of degree
 * below k at the points 0 to k − 1 and gives its values at the points 0 to k + r − 1: symbol i is the value at point i
 * (Reed and Solomon, 1960). So any k symbols give any other by Lagrange's formula, without inverting a matrix: the multiple
 * of the symbol at point s that the one at point x needs is Π(x − t) / Π(s − t) over all other known points t. In this
 * field − is ⊕.
 */
@HotPath
public final class Interpolation {
    // Protocol §6: "GF(2^8), polynomial 0x11D"; 2 generates all elements but 0.
    private static final int POLYNOMIAL = 0x11d;
    private static final int ELEMENTS = 256;
    private static final int POWERS = ELEMENTS - 1;

    private final byte[] powers = new byte[POWERS];
    private final int[] logs = new int[ELEMENTS];
    private final int[] known;
    private final int[] weights;

    /** Interpolates between so many known symbols. */
    public Interpolation(int knownSymbols) {
        known = new int[knownSymbols];
        weights = new int[knownSymbols];
        int element = 1;
        for (int power = 0; power < POWERS; power++) {
            powers[power] = (byte) element;
            logs[element] = power;
            element = element << 1 ^ (element >= ELEMENTS / 2 ? POLYNOMIAL : 0);
        }
    }

    /** Takes the data symbols as the known ones. */
    public void fromData() {
        for (int i = 0; i < known.length; i++) {
            known[i] = i;
        }
        weigh();
    }

    /** Takes what arrived of a block as the known symbols. */
    public void from(LossPattern losses) {
        for (int i = 0; i < known.length; i++) {
            known[i] = losses.knownIndex(i);
        }
        weigh();
    }

    private void weigh() {
        for (int i = 0; i < known.length; i++) {
            int log = 0;
            for (int j = 0; j < known.length; j++) {
                log += i == j ? 0 : logs[known[i] ^ known[j]];
            }
            weights[i] = log % POWERS;
        }
    }

    /**
     * Writes the multiples of the known symbols, in their order, whose sum is another symbol.
     *
     * @param symbol its index in the block; none of the known ones
     * @param factors one for each known symbol
     */
    public void row(int symbol, byte[] factors) {
        int all = 0;
        for (int point : known) {
            all += logs[symbol ^ point];
        }
        for (int i = 0; i < known.length; i++) {
            int log = all - logs[symbol ^ known[i]] + POWERS - weights[i];
            factors[i] = powers[log % POWERS];
        }
    }
}
