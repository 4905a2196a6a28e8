package org.multiwanbond.engine.fec;

import java.util.Arrays;
import org.multiwanbond.api.codec.Codec;
import org.multiwanbond.api.codec.CodecFactory;

/**
 * Keeps the codecs one factory made. Confined to one data thread: {@link #use} and {@link #drop} are queued to it.
 *
 * <p>Bounded, because the other end chooses the shapes of the blocks it sends.
 */
public final class CodecCache implements CodecSource {
    // Blocks closed early have any k up to that of full ones, 20 in automatic operation: two such families and more.
    private static final int CODECS = 64;
    private static final int SHAPE_BITS = 8;

    private final int[] shapes = new int[CODECS];
    private final Codec[] codecs = new Codec[CODECS];
    private CodecFactory factory = (dataSymbols, repairSymbols) -> NoCodec.INSTANCE;
    private boolean present;
    private int oldest;

    /** Takes codecs from this factory from now on. */
    public void use(CodecFactory newFactory) {
        drop();
        factory = newFactory;
        present = true;
    }

    /** Forgets the factory and all it made. */
    public void drop() {
        Arrays.fill(shapes, 0);
        Arrays.fill(codecs, NoCodec.INSTANCE);
        factory = (dataSymbols, repairSymbols) -> NoCodec.INSTANCE;
        present = false;
    }

    @Override
    public boolean isPresent() {
        return present;
    }

    @Override
    public Codec codec(int dataSymbols, int repairSymbols) {
        int shape = dataSymbols << SHAPE_BITS | repairSymbols;
        for (int i = 0; i < CODECS; i++) {
            if (shapes[i] == shape) {
                return codecs[i];
            }
        }
        return remember(shape, made(dataSymbols, repairSymbols));
    }

    private Codec made(int dataSymbols, int repairSymbols) {
        try {
            return factory.create(dataSymbols, repairSymbols);
        } catch (IllegalArgumentException e) {
            // The API's way to say that this code cannot do so many: the same as no code.
            return NoCodec.INSTANCE;
        }
    }

    private Codec remember(int shape, Codec codec) {
        shapes[oldest] = shape;
        codecs[oldest] = codec;
        oldest = (oldest + 1) % CODECS;
        return codec;
    }
}
