/**
 * Automatic differentiation: a function is written once, in plain Java over {@link
 * dev.dupin.core.autodiff.Real}, and its gradient, exact Hessian products and dense Hessian come
 * with it.
 *
 * <p><b>The way of a function.</b> {@link dev.dupin.core.autodiff.DifferentiableFunction#apply} is
 * run on numbers that write down what is done to them. The record is a straight-line program, kept
 * as flat arrays: a code, two operands and perhaps a constant an operation. Sweeps over it give
 *
 * <ul>
 *   <li>the value: forward;
 *   <li>the gradient: backward, one sweep whatever the number of variables (Griewank and Walther
 *       2008, "Evaluating Derivatives", section 3.2);
 *   <li>a Hessian product: forward and backward, forward mode over reverse mode (Pearlmutter 1994,
 *       "Fast exact multiplication by the Hessian"), on the derivatives of the operations, which
 *       are computed once a point;
 *   <li>derivatives of any order along a line: forward, with a Taylor series for every number
 *       (chapter 13 there).
 * </ul>
 *
 * <p>A sum of squares is written as a {@link dev.dupin.core.autodiff.DifferentiableMap} of its
 * residuals: {@link dev.dupin.core.autodiff.AutodiffResiduals} gives their Jacobian, its products,
 * and second derivatives of the residuals besides.
 *
 * <p><b>Branches.</b> A program is recorded once and evaluated at every further point, as long as
 * the function does not look at a value ({@link dev.dupin.core.autodiff.Real#value}): then its way
 * cannot depend on the point. A function that does look is recorded again at every point. Nothing
 * needs to be declared.
 *
 * <p><b>Edges.</b> At the border of its domain an operation has its one-sided limit as derivative:
 * the square root has an infinite slope at 0, the logarithm too. At a kink it has the mean of both
 * sides: {@code abs} has slope 0 at 0, {@code max} hands half to each of two equal operands; the
 * second derivative is 0 there. Where the chain rule multiplies an infinite derivative by 0 the
 * answer is NaN, since nothing better is known; so is every derivative outside the domain.
 */
package dev.dupin.core.autodiff;
