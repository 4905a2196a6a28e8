package org.multiwanbond.codec.reedsolomonisal;

import org.multiwanbond.api.codec.Codec;
import org.multiwanbond.api.codec.CodecFactory;
import org.multiwanbond.api.codec.support.BlockShape;
import org.osgi.service.component.annotations.Component;

/** Reed-Solomon by ISA-L, preferred to all in Java; {@link LibraryGate} enables it. Thread-safe. */
@Component(
        property = {CodecFactory.SCHEME + ":Integer=1", "service.ranking:Integer=20"},
        enabled = false)
public final class ReedSolomonIsal implements CodecFactory {
    private final Workspaces workspaces = new Workspaces();

    @Override
    public Codec create(int dataSymbols, int repairSymbols) {
        return new IsalCodec(new BlockShape(dataSymbols, repairSymbols), workspaces);
    }
}
