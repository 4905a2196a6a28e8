/** A bond of the process with itself, so that the code of the data path is compiled before packets come. */
package org.multiwanbond.engine.rehearsal;
