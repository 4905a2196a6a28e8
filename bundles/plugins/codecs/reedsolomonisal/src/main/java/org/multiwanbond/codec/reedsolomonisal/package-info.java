/** Reed-Solomon over GF(2^8) by Intel's Intelligent Storage Acceleration Library, if the host has it. */
package org.multiwanbond.codec.reedsolomonisal;
