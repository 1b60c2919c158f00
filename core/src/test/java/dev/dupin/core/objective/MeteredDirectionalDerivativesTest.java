package dev.dupin.core.objective;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class MeteredDirectionalDerivativesTest {

  private static final class Products implements Meter {
    private int count;

    @Override
    public void value() {}

    @Override
    public void gradient() {}

    @Override
    public void hessianProduct() {
      count++;
    }

    @Override
    public void hessian() {}
  }

  @Test
  void derivatives_and_errors_count_as_a_product_each() {
    Products meter = new Products();
    DirectionalDerivatives plain = (v, order) -> new double[order + 1];
    DirectionalDerivatives metered = (DirectionalDerivatives) plain.metered(meter);
    assertEquals(4, metered.along(new double[2], 3).length);
    assertEquals(1, meter.count);
    assertTrue(Double.isNaN(metered.errors(new double[2], 3)[3]), "unknown by default");
    assertEquals(2, meter.count);
  }
}
