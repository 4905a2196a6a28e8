/** ChaCha20-Poly1305 from the platform's provider. */
package org.multiwanbond.cipher.chacha20;
