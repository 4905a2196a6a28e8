/** Reed-Solomon over GF(2^8) with the field and the matrices of Backblaze's JavaReedSolomon. */
package org.multiwanbond.codec.reedsolomon;
