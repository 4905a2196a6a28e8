/** What Java does not offer of Linux: calls of the C library and what is built on them. */
package org.multiwanbond.netlab.system;
