/** Network namespaces, emulated links and the built distributions as processes, all bounded in time and cleaned up. */
package org.multiwanbond.netlab.lab;
