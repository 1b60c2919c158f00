package dev.dupin.curvature;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A polynomial in a few variables, with exact derivatives: what critical points are made of. */
public final class Polynomial {

  private final int variables;

  /** Coefficients by exponents, one digit string a monomial so that the order is fixed. */
  private final Map<String, Double> terms = new TreeMap<>();

  private Polynomial(int variables) {
    this.variables = variables;
  }

  public static Polynomial constant(int variables, double value) {
    Polynomial constant = new Polynomial(variables);
    constant.add("0".repeat(variables), value);
    return constant;
  }

  /** Returns the variables themselves. */
  public static List<Polynomial> variables(int variables) {
    List<Polynomial> all = new ArrayList<>();
    for (int i = 0; i < variables; i++) {
      Polynomial x = new Polynomial(variables);
      x.add("0".repeat(i) + "1" + "0".repeat(variables - i - 1), 1);
      all.add(x);
    }
    return Collections.unmodifiableList(all);
  }

  private void add(String exponents, double coefficient) {
    double sum = terms.getOrDefault(exponents, 0.0) + coefficient;
    if (sum == 0) {
      terms.remove(exponents);
    } else {
      terms.put(exponents, sum);
    }
  }

  public Polynomial plus(Polynomial other) {
    Polynomial sum = new Polynomial(variables);
    terms.forEach(sum::add);
    other.terms.forEach(sum::add);
    return sum;
  }

  public Polynomial plus(double constant) {
    return plus(constant(variables, constant));
  }

  public Polynomial minus(Polynomial other) {
    return plus(other.times(-1));
  }

  public Polynomial times(double factor) {
    Polynomial product = new Polynomial(variables);
    terms.forEach((exponents, coefficient) -> product.add(exponents, factor * coefficient));
    return product;
  }

  public Polynomial times(Polynomial other) {
    Polynomial product = new Polynomial(variables);
    terms.forEach(
        (a, left) -> other.terms.forEach((b, right) -> product.add(sumOf(a, b), left * right)));
    return product;
  }

  private static String sumOf(String a, String b) {
    StringBuilder sum = new StringBuilder();
    for (int i = 0; i < a.length(); i++) {
      sum.append((char) (a.charAt(i) + b.charAt(i) - '0'));
    }
    return sum.toString();
  }

  public Polynomial power(int exponent) {
    Polynomial power = constant(variables, 1);
    for (int i = 0; i < exponent; i++) {
      power = power.times(this);
    }
    return power;
  }

  public Polynomial derivative(int variable) {
    Polynomial derivative = new Polynomial(variables);
    terms.forEach(
        (exponents, coefficient) -> {
          char digit = exponents.charAt(variable);
          if (digit > '0') {
            String lower =
                exponents.substring(0, variable)
                    + (char) (digit - 1)
                    + exponents.substring(variable + 1);
            derivative.add(lower, coefficient * (digit - '0'));
          }
        });
    return derivative;
  }

  public double at(double[] x) {
    double sum = 0;
    for (Map.Entry<String, Double> term : terms.entrySet()) {
      double product = term.getValue();
      for (int i = 0; i < variables; i++) {
        for (int power = term.getKey().charAt(i) - '0'; power > 0; power--) {
          product *= x[i];
        }
      }
      sum += product;
    }
    return sum;
  }

  /** Returns this polynomial as an objective with dense Hessian and products. */
  public SmoothFunction objective() {
    List<Polynomial> first = new ArrayList<>();
    List<Polynomial> second = new ArrayList<>();
    for (int i = 0; i < variables; i++) {
      first.add(derivative(i));
      for (int j = 0; j < variables; j++) {
        second.add(first.get(i).derivative(j));
      }
    }
    return new SmoothFunction(
        variables, this::at, x -> values(first, x), x -> values(second, x), SmoothFunction.ALL);
  }

  private static double[] values(List<Polynomial> polynomials, double[] x) {
    return polynomials.stream().mapToDouble(polynomial -> polynomial.at(x)).toArray();
  }
}
