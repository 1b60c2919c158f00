/** From located trees to configuration records: what keys there are, and what they become. */
package dev.dupin.runtime.binding;
