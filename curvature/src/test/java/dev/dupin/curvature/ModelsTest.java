package dev.dupin.curvature;

import dev.dupin.testkit.ObjectiveContract;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.TestFactory;

/** The models of these tests are themselves right. */
class ModelsTest {

  @TestFactory
  Stream<DynamicContainer> every_model_keeps_the_contract_of_an_objective() {
    return Stream.of(Models.softmax(0.3), Models.curve(), Models.rectified())
        .map(
            model ->
                DynamicContainer.dynamicContainer(
                    model.dimension() + " parameters",
                    ObjectiveContract.of(model, random -> ObjectiveContract.near(model, random))));
  }
}
