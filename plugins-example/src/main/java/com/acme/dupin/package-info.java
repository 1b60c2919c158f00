/** A plugin as a stranger would write it: an objective, a Hessian and a step of their own. */
package com.acme.dupin;
