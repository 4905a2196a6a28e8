/** Whose turn it is. */
package org.multiwanbond.engine.agenda;
