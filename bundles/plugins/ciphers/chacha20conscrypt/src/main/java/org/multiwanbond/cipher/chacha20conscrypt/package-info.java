/** ChaCha20-Poly1305, from Conscrypt where that is faster than the platform. */
package org.multiwanbond.cipher.chacha20conscrypt;
