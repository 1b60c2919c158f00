/** Specs as located trees: reading YAML, overrides, sweeps. */
package dev.dupin.runtime.spec;
