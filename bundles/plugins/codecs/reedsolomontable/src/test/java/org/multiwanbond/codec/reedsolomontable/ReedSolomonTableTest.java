package org.multiwanbond.codec.reedsolomontable;

import org.multiwanbond.api.codec.CodecFactory;
import org.multiwanbond.tck.ReedSolomonContract;

class ReedSolomonTableTest extends ReedSolomonContract {
    @Override
    protected CodecFactory factory() {
        return new ReedSolomonTable();
    }
}
