/** Interval arithmetic with outward rounding: bounds that hold for certain. */
package dev.dupin.core.interval;
