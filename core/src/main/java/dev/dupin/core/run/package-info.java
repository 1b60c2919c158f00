/** What a part sees of the run it is in. */
package dev.dupin.core.run;
