/** What the tunnel carries when nothing else limits it, measured on the built distributions beside other tunnels. */
package org.multiwanbond.bench.speed;
