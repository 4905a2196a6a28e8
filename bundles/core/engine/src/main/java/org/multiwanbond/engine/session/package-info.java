/** Sessions as the control thread sees them: who, which keys, which state. */
package org.multiwanbond.engine.session;
