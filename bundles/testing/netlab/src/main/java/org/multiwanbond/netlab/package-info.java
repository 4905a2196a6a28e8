/** Bad links for tests and the demonstration. */
package org.multiwanbond.netlab;
