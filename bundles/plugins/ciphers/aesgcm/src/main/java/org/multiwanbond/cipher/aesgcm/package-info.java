/** AES-GCM with keys of 256 and 128 bits, from the platform's provider. */
package org.multiwanbond.cipher.aesgcm;
