/** The plugins there are now, and which of them is used. */
package org.multiwanbond.engine.registry;
