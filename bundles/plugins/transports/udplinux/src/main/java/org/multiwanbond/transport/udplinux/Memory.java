package org.multiwanbond.transport.udplinux;

import com.sun.jna.Native;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Memory outside the heap and where it lies. It must be kept reachable for as long as the address is used. As safe as its
 * use.
 */
final class Memory {
    private final ByteBuffer octets;
    private final long address;

    /** Zeros. Both processors we run on are little-endian. */
    Memory(int lengthBytes) {
        octets = ByteBuffer.allocateDirect(lengthBytes).order(ByteOrder.LITTLE_ENDIAN);
        address = Pointer.nativeValue(Native.getDirectBufferPointer(octets));
    }

    ByteBuffer octets() {
        return octets;
    }

    long address() {
        return address;
    }
}
