/** Many clients on one server: what an idle one costs, how fast they come, and whether they get the same. */
package org.multiwanbond.bench.clients;
