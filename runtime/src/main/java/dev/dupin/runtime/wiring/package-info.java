/** From bound parts to instances: one injector a run, one private module a part. */
package dev.dupin.runtime.wiring;
