/** Makes the host a gateway into the tunnel: rules, routes, forwarding, address translation, name servers. */
package org.multiwanbond.policy;
