/** How a learning rate changes over a run. */
package dev.dupin.optimizers.schedule;
