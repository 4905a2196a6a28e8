/** The bond's promises, measured on the built distributions over emulated links with the kernel's TCP. */
package org.multiwanbond.bench.bond;
