package org.multiwanbond.codec.reedsolomonisal;

import org.junit.jupiter.api.BeforeEach;
import org.multiwanbond.api.codec.CodecFactory;
import org.multiwanbond.tck.ReedSolomonContract;
import org.multiwanbond.tck.Requirement;

class ReedSolomonIsalTest extends ReedSolomonContract {
    @BeforeEach
    void needsTheLibrary() {
        String obstacle = LibraryGate.obstacle(LibraryGate.LIBRARY);
        Requirement.met(obstacle.isEmpty() ? "" : obstacle + ": apt-get install libisal2");
    }

    @Override
    protected CodecFactory factory() {
        return new ReedSolomonIsal();
    }
}
