/** Benchmarks of the data path, run by {@code ./mwb bench NAME}; never part of the default build. */
package org.multiwanbond.bench;
