/** Reed-Solomon over GF(2^8) in plain Java: one look into a table gives an octet's products for eight rows. */
package org.multiwanbond.codec.reedsolomontable;
