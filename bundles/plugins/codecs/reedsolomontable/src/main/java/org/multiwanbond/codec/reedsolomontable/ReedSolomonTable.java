package org.multiwanbond.codec.reedsolomontable;

import org.multiwanbond.api.codec.Codec;
import org.multiwanbond.api.codec.CodecFactory;
import org.multiwanbond.api.codec.support.BlockShape;
import org.osgi.service.component.annotations.Component;

/** Reed-Solomon by packed tables, preferred to the library's loop. Thread-safe. */
@Component(property = {CodecFactory.SCHEME + ":Integer=1", "service.ranking:Integer=10"})
public final class ReedSolomonTable implements CodecFactory {
    @Override
    public Codec create(int dataSymbols, int repairSymbols) {
        return new TableCodec(new BlockShape(dataSymbols, repairSymbols));
    }
}
