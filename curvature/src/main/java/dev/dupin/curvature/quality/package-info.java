/** How far what stands for a Hessian is from it, at one point. */
package dev.dupin.curvature.quality;
