/** What a run leaves in its folder: the effective spec, the trace and the result. */
package dev.dupin.runtime.results;
