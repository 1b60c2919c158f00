package dev.dupin.objectives;

import dev.dupin.core.data.DataSource;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Plugin;
import dev.dupin.core.plugin.Registry;
import dev.dupin.objectives.data.CsvSource;
import dev.dupin.objectives.data.IdxSource;
import dev.dupin.objectives.data.InlineSource;
import dev.dupin.objectives.data.LibsvmSource;
import dev.dupin.objectives.data.NistSource;
import dev.dupin.objectives.fit.CurveFit;
import dev.dupin.objectives.functions.Himmelblau;
import dev.dupin.objectives.functions.MonkeySaddle;
import dev.dupin.objectives.functions.Quadratic;
import dev.dupin.objectives.functions.StyblinskiTang;
import dev.dupin.objectives.functions.mgh.MoreGarbowHillstrom;
import dev.dupin.objectives.network.DeepLinear;
import dev.dupin.objectives.network.NeuralNetwork;
import dev.dupin.objectives.regression.LinearRegression;
import dev.dupin.objectives.regression.LogisticRegression;
import dev.dupin.objectives.regression.PoissonRegression;
import dev.dupin.objectives.regression.SoftmaxRegression;

/** Announces the parts of this module. */
public final class ObjectivesPlugin implements Plugin {

  @Override
  public void register(Registry registry) {
    registry.add(DataSource.class, "csv", CsvSource.class);
    registry.add(DataSource.class, "idx", IdxSource.class);
    registry.add(DataSource.class, "inline", InlineSource.class);
    registry.add(DataSource.class, "libsvm", LibsvmSource.class);
    registry.add(DataSource.class, "nist", NistSource.class);

    registry.add(Objective.class, "curve-fit", CurveFit.class);
    registry.add(Objective.class, "deep-linear", DeepLinear.class);
    registry.add(Objective.class, "formula", Formula.class);
    registry.add(Objective.class, "himmelblau", Himmelblau.class);
    registry.add(Objective.class, "linear-regression", LinearRegression.class);
    registry.add(Objective.class, "logistic-regression", LogisticRegression.class);
    registry.add(Objective.class, "monkey-saddle", MonkeySaddle.class);
    registry.add(Objective.class, "more-garbow-hillstrom", MoreGarbowHillstrom.class);
    registry.add(Objective.class, "neural-network", NeuralNetwork.class);
    registry.add(Objective.class, "poisson-regression", PoissonRegression.class);
    registry.add(Objective.class, "quadratic", Quadratic.class);
    registry.add(Objective.class, "rosenbrock", Rosenbrock.class);
    registry.add(Objective.class, "sharpness-aware", SharpnessAware.class);
    registry.add(Objective.class, "softmax-regression", SoftmaxRegression.class);
    registry.add(Objective.class, "styblinski-tang", StyblinskiTang.class);
  }
}
