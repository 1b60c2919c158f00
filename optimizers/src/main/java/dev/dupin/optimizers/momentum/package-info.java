/** What a fixed step remembers: the heavy ball, and the running average of gradients. */
package dev.dupin.optimizers.momentum;
