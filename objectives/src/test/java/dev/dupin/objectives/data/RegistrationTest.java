package dev.dupin.objectives.data;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.dupin.core.data.DataSource;
import dev.dupin.core.objective.Objective;
import dev.dupin.core.plugin.Registry;
import dev.dupin.objectives.ObjectivesPlugin;
import dev.dupin.objectives.regression.LogisticRegression;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class RegistrationTest {

  @Test
  void readers_and_regressions_have_the_names_that_a_spec_uses() {
    Map<String, Class<?>> parts = new HashMap<>();
    new ObjectivesPlugin()
        .register(
            new Registry() {
              @Override
              public <T> void add(Class<T> kind, String name, Class<? extends T> part) {
                parts.put(kind.getSimpleName() + " " + name, part);
              }
            });
    assertEquals(CsvSource.class, parts.get(DataSource.class.getSimpleName() + " csv"));
    assertEquals(IdxSource.class, parts.get(DataSource.class.getSimpleName() + " idx"));
    assertEquals(InlineSource.class, parts.get(DataSource.class.getSimpleName() + " inline"));
    assertEquals(LibsvmSource.class, parts.get(DataSource.class.getSimpleName() + " libsvm"));
    assertEquals(
        LogisticRegression.class,
        parts.get(Objective.class.getSimpleName() + " logistic-regression"));
  }
}
