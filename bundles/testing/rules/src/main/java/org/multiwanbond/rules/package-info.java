/** The laws of the house as tests: surefire finds them in this jar and runs them over every bundle. */
package org.multiwanbond.rules;
