/** Forward error correction: what to add, making repair packets, and recovering lost ones from them. */
package org.multiwanbond.engine.fec;
