/** Sentences about what was measured: what limits the bond, and how it spreads traffic. Pure functions. */
package org.multiwanbond.engine.explain;
