package org.multiwanbond.codec.reedsolomon;

import org.multiwanbond.api.codec.CodecFactory;
import org.multiwanbond.tck.ReedSolomonContract;

class ReedSolomonTest extends ReedSolomonContract {
    @Override
    protected CodecFactory factory() {
        return new ReedSolomon();
    }
}
