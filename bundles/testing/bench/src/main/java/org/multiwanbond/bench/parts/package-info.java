/** What the tables of promises share: rows, figures, how they are measured, kept and written down. */
package org.multiwanbond.bench.parts;
