package dev.dupin.core.objective;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The default of {@link Objective#metered}: counts what is asked of one objective that decorates no
 * other.
 */
final class MeteredObjective implements Objective {

  private final Objective objective;
  private final Meter meter;

  MeteredObjective(Objective objective, Meter meter) {
    this.objective = objective;
    this.meter = meter;
  }

  @Override
  public int dimension() {
    return objective.dimension();
  }

  @Override
  public Evaluation at(double[] x) {
    return new Metered(objective.at(x));
  }

  @Override
  public double[] start(RandomGenerator random) {
    return objective.start(random);
  }

  @Override
  public Set<Class<? extends Structure>> structures() {
    return objective.structures();
  }

  @Override
  public Optional<FiniteSum> sum() {
    return objective.sum().map(MeteredSum::new);
  }

  @Override
  public Objective judged() {
    return objective.judged();
  }

  @Override
  public boolean gradientIsSurrogate() {
    return objective.gradientIsSurrogate();
  }

  @Override
  public boolean isConvex() {
    return objective.isConvex();
  }

  private final class MeteredSum implements FiniteSum {
    private final FiniteSum sum;

    MeteredSum(FiniteSum sum) {
      this.sum = sum;
    }

    @Override
    public int terms() {
      return sum.terms();
    }

    @Override
    public Objective batch(int[] terms) {
      return sum.batch(terms).metered(meter.share((double) terms.length / sum.terms()));
    }
  }

  private final class Metered implements Evaluation {
    private final Evaluation evaluation;
    private boolean valuePaid;
    private boolean gradientPaid;
    private Map<Class<?>, Structure> structures = Map.of();

    Metered(Evaluation evaluation) {
      this.evaluation = Objects.requireNonNull(evaluation, "the objective's at(x) is null");
    }

    @Override
    public Objective objective() {
      return MeteredObjective.this;
    }

    @Override
    public double[] point() {
      return evaluation.point();
    }

    @Override
    public double value() {
      payValue();
      return evaluation.value();
    }

    @Override
    public double[] gradient() {
      payValue();
      if (!gradientPaid) {
        meter.gradient();
        gradientPaid = true;
      }
      return evaluation.gradient();
    }

    private void payValue() {
      if (!valuePaid) {
        meter.value();
        valuePaid = true;
      }
    }

    /**
     * The same metered structure every time, so that two parts that share a Hessian pay for it
     * once.
     */
    @Override
    public <S extends Structure> Optional<S> structure(Class<S> kind) {
      Structure known = structures.get(kind);
      if (known != null) {
        return Optional.of(kind.cast(known));
      }
      Optional<S> metered = evaluation.structure(kind).map(structure -> metered(structure, kind));
      if (metered.isPresent()) {
        structures = new HashMap<>(structures);
        structures.put(kind, metered.get());
      }
      return metered;
    }

    private <S extends Structure> S metered(S structure, Class<S> kind) {
      Structure metered = structure.metered(meter);
      if (!kind.isInstance(metered)) {
        throw new IllegalStateException(
            structure.getClass().getName()
                + ".metered gives no "
                + kind.getSimpleName()
                + "; an object that is of two kinds must be split into two");
      }
      return kind.cast(metered);
    }
  }
}
