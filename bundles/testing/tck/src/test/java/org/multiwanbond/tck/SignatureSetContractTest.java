package org.multiwanbond.tck;

import java.util.List;
import org.multiwanbond.api.signature.SignatureSet;

class SignatureSetContractTest extends SignatureSetContract {
    @Override
    protected SignatureSet set() {
        return new SignatureSet() {
            @Override
            public String name() {
                return "test";
            }

            @Override
            public List<String> lines() {
                return List.of("one udp 7", "two tcp 7");
            }
        };
    }
}
