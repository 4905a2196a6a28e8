/** What links carried in the periods of their data plans, kept over restarts. */
package org.multiwanbond.engine.plan;
